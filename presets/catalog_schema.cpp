// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog_schema.h"

namespace ralmscope {

namespace {

constexpr std::string_view kDeviceFormat = "ralmscope-device";

// Ranges keep nonsense out; they are wide enough for hardware that does not exist yet.
constexpr NumberRange kBytes{1, 1e18};
constexpr NumberRange kByteRate{1, 1e18};
constexpr NumberRange kFlopRate{1, 1e21};
constexpr NumberRange kHertz{1e6, 1e11};
constexpr NumberRange kSeconds{0, 10};
constexpr NumberRange kWatts{0, 1e5};
constexpr NumberRange kFraction{0, 1};
constexpr NumberRange kPositiveFraction{1e-6, 1};
constexpr NumberRange kFactor{1e-3, 1e3};
constexpr NumberRange kGrowth{0, 100};
constexpr NumberRange kCount{1, 1e6, true};
constexpr NumberRange kCountOrNone{0, 1e6, true};
constexpr NumberRange kWidth{1, 65536, true};
/// GPUs of a server, where the file does not say.
constexpr double kUsualServer = 8.0;

} // namespace

EntrySchema<Gpu> gpuSchema()
{
    return {kDeviceFormat,
            "gpu",
            {{"specification",
              &Gpu::specification,
              {{"memory_bytes", &Gpu::memoryBytes, kBytes, {}},
               {"memory_bandwidth", &Gpu::memoryBandwidth, kByteRate, {}},
               {"fp32_flops", &Gpu::fp32Flops, kFlopRate, {}},
               {"fp16_flops", &Gpu::fp16Flops, kFlopRate, {}}}},
             {"chip",
              &Gpu::chip,
              {{"sms", &Gpu::sms, kCountOrNone, 0.0},
               {"l2_bytes", &Gpu::l2Bytes, {0, 1e12}, 0.0},
               {"fp8_flops", &Gpu::fp8Flops, {0, 1e21}, 0.0},
               {"fp4_flops", &Gpu::fp4Flops, {0, 1e21}, 0.0},
               {"bf16_units", &Gpu::hasBf16, {}, 1.0},
               {"link_bandwidth", &Gpu::linkBandwidth, {0, 1e18}, 0.0},
               {"link_switched", &Gpu::linkSwitched, {}, 0.0},
               {"link_domain", &Gpu::linkDomain, kCountOrNone, kUsualServer}}},
             {"index",
              &Gpu::index,
              {{"fixed_seconds", &Gpu::indexFixed, kSeconds, {}}, {"flops", &Gpu::indexFlops, kFlopRate, {}}}},
             {"power",
              &Gpu::power,
              {{"idle_watts", &Gpu::idlePower, kWatts, {}},
               {"active_watts", &Gpu::activePower, kWatts, {}},
               {"board_watts", &Gpu::boardPower, kWatts, {}},
               {"offset", &Gpu::powerOffset, kFraction, {}},
               {"slope", &Gpu::powerSlope, kGrowth, {}}}}}};
}

EntrySchema<FpgaNode> fpgaSchema()
{
    return {kDeviceFormat,
            "fpga",
            {{"design",
              &FpgaNode::design,
              {{"channels", &FpgaNode::channels, {1, 64, true}, {}},
               {"bytes_per_cycle", &FpgaNode::bytesPerCycle, {1, 1e5, true}, {}},
               {"clock_hertz", &FpgaNode::clock, kHertz, {}},
               {"memory_bytes", &FpgaNode::memoryBytes, kBytes, {}},
               {"lut_rows", &FpgaNode::lutRows, kCount, {}},
               {"queues_per_unit", &FpgaNode::queuesPerUnit, {1, 1e3, true}, {}},
               {"result_slots", &FpgaNode::resultSlots, kCount, {}}}},
             {"cycles",
              &FpgaNode::cycles,
              {{"pipeline_depth_per_byte", &FpgaNode::pipelineDepthPerByte, {0, 1e4}, {}},
               {"pipeline_depth_fixed", &FpgaNode::pipelineDepthFixed, {0, 1e6}, {}},
               {"list_overhead", &FpgaNode::listOverhead, {0, 1e6}, {}}}},
             {"power",
              &FpgaNode::power,
              {{"busy_watts", &FpgaNode::busyPower, kWatts, {}},
               {"idle_watts", &FpgaNode::idlePower, kWatts, {}},
               {"ideal_bandwidth", &FpgaNode::idealBandwidth, kByteRate, {}}}}}};
}

EntrySchema<Cpu> cpuSchema()
{
    return {
        kDeviceFormat,
        "cpu",
        {{"specification",
          &Cpu::specification,
          {{"cores_per_socket", &Cpu::coresPerSocket, {1, 1e4, true}, {}}, {"clock_hertz", &Cpu::clock, kHertz, {}}}},
         {"index",
          &Cpu::index,
          {{"single_thread_bandwidth", &Cpu::indexSingleThread, kByteRate, {}},
           {"aggregate_bandwidth_per_core", &Cpu::indexAggregatePerCore, kByteRate, {}},
           {"blas_flops_per_core", &Cpu::blasPerCore, kFlopRate, {}},
           {"blas_batch", &Cpu::blasBatch, kCount, {}},
           {"select_seconds_per_list", &Cpu::selectPerList, kSeconds, {}}}},
         {"search",
          &Cpu::search,
          {{"straggler", &Cpu::straggler, kGrowth, {}},
           {"tail_factor", &Cpu::tailFactor, kGrowth, {}},
           {"tail_exponent", &Cpu::tailExponent, {0, 10}, {}},
           {"mean_factor", &Cpu::meanFactor, kGrowth, {}},
           {"second_socket", &Cpu::secondSocket, kPositiveFraction, {}},
           {"gpu_index_single_scale", &Cpu::gpuIndexSingleScale, kFactor, {}},
           {"gpu_index_loaded_scale", &Cpu::gpuIndexLoadedScale, kFactor, {}},
           {"gpu_index_straggler", &Cpu::gpuIndexStraggler, kGrowth, {}}}},
         {"memory",
          &Cpu::memory,
          {{"bandwidth", &Cpu::memoryBandwidth, {0, 1e18}, 0.0},
           {"efficiency", &Cpu::memoryEfficiency, kFraction, 0.0},
           {"bytes", &Cpu::memoryBytes, {0, 1e18}, 0.0},
           {"flops_per_core", &Cpu::flopsPerCore, {0, 1e21}, 0.0},
           {"link_bandwidth", &Cpu::linkBandwidth, {0, 1e18}, 0.0},
           {"link_latency_seconds", &Cpu::linkLatency, kSeconds, 0.0}}},
         {"power",
          &Cpu::power,
          {{"idle_watts", &Cpu::idlePower, kWatts, {}},
           {"dynamic_watts", &Cpu::dynamicPower, kWatts, {}},
           {"power_batch", &Cpu::powerBatch, {1e-3, 1e6}, {}}}}}};
}

EntrySchema<Link> linkSchema()
{
    return {kDeviceFormat,
            "link",
            {{"specification",
              &Link::source,
              {{"bandwidth", &Link::bandwidth, kByteRate, {}},
               {"endpoint_latency_seconds", &Link::endpointLatency, kSeconds, {}},
               {"watts_per_endpoint", &Link::powerPerEndpoint, kWatts, {}}}}}};
}

EntrySchema<SoftwareStack> stackSchema()
{
    using S = SoftwareStack;
    return {kDeviceFormat,
            "stack",
            {{"decode",
              &S::decode,
              {{"decoder_layer_launch_seconds", &S::decoderLayerLaunch, kSeconds, 0.0},
               {"cross_attention_launch_seconds", &S::crossAttentionLaunch, kSeconds, 0.0},
               {"kv_traffic", &S::kvTraffic, {1, 100}, 1.0},
               {"overlap_norm", &S::overlapNorm, {1, 64}, 4.0},
               {"error_median", &S::launchErrorMedian, kFraction, 0.0},
               {"error_p90", &S::launchErrorP90, kFraction, 0.0}}},
             {"cache_growth",
              &S::growth,
              {{"rounding_bytes", &S::growthRounding, {0, 1e12}, 0.0},
               {"smallest_bytes", &S::growthSmallest, {0, 1e12}, 0.0},
               {"call_seconds", &S::growthCall, kSeconds, 0.0},
               {"return_seconds_per_byte", &S::growthReturn, {0, 1e-6}, 0.0}}},
             {"scheduler", &S::scheduler, {{"batched_tokens", &S::batchedTokens, {1, 1e9}, 8192.0}}},
             {"first_token", &S::firstTokenSource, {{"seconds", &S::firstToken, kSeconds, 0.0}}},
             {"encode", &S::encode, {{"fixed_seconds", &S::encoderFixed, kSeconds, 0.0}}},
             {"search_path",
              &S::searchPath,
              {{"fixed_seconds", &S::searchFixed, kSeconds, {}},
               {"cpu_index_extra_seconds", &S::cpuIndexExtra, kSeconds, {}}}}}};
}

EntrySchema<GpuLink> gpuLinkSchema()
{
    return {kDeviceFormat,
            "gpu_link",
            {{"specification",
              &GpuLink::source,
              {{"bandwidth", &GpuLink::bandwidth, {0, 1e18}, {}}, {"switched", &GpuLink::switched, {}, {}}}},
             {"network",
              &GpuLink::network,
              {{"hop_seconds", &GpuLink::hopSeconds, kSeconds, 0.0},
               {"bulk_hop_seconds", &GpuLink::bulkHopSeconds, kSeconds, 0.0},
               {"efficiency", &GpuLink::efficiency, kPositiveFraction, 1.0}}}}};
}

EntrySchema<LanguageModel> modelSchema()
{
    using M = LanguageModel;
    return {"ralmscope-model",
            "",
            {{"shape",
              &M::source,
              {{"dimension", &M::dimension, kCount, {}},
               {"ffn_dimension", &M::ffnDimension, kCount, {}},
               {"decoder_layers", &M::decoderLayers, {1, 1e4, true}, {}},
               {"encoder_layers", &M::encoderLayers, {0, 1e4, true}, {}},
               {"heads", &M::heads, {1, 1e4, true}, {}},
               {"vocabulary", &M::vocabulary, {1, 1e9, true}, {}},
               {"published_parameters", &M::publishedParameters, {0, 1e15}, 0.0},
               {"retrieval_k", &M::retrievalK, {1, 1000, true}, {}},
               {"retrieval_interval", &M::retrievalInterval, {1, 65536, true}, {}},
               {"chunk_tokens", &M::chunkTokens, kCountOrNone, {}},
               {"query_tokens", &M::queryTokens, kCountOrNone, {}}}},
             {"architecture",
              &M::architecture,
              {{"kv_heads", &M::kvHeads, {0, 1e4, true}, 0.0},
               {"head_dimension", &M::headDimension, {0, 65536, true}, 0.0},
               {"gated_ffn", &M::gatedFfn, {}, 0.0},
               {"untied_head", &M::untiedHead, {}, 0.0},
               {"positions", &M::positions, {0, 1e9, true}, 0.0},
               {"experts", &M::experts, kCountOrNone, 0.0},
               {"active_experts", &M::activeExperts, kCountOrNone, 0.0},
               {"expert_ffn", &M::expertFfn, {0, 1e7, true}, 0.0},
               {"shared_ffn", &M::sharedFfn, {0, 1e7, true}, 0.0},
               {"dense_layers", &M::denseLayers, {0, 1e4, true}, 0.0}}},
             {"latent_attention",
              &M::latent,
              {{"rank", &M::latentRank, kWidth, {}},
               {"rotary_width", &M::latentRotary, kWidth, {}},
               {"key_width", &M::latentKey, kWidth, {}},
               {"value_width", &M::latentValue, kWidth, {}},
               {"query_rank", &M::latentQueryRank, {0, 65536, true}, 0.0}},
              true},
             {"mamba2",
              &M::recurrence,
              {{"layers", &M::recurrentLayers, {1, 1e4, true}, {}},
               {"attention_layers", &M::hybridAttentionLayers, {1, 1e4, true}, {}},
               {"ffn_layers", &M::hybridFfnLayers, {1, 1e4, true}, {}},
               {"heads", &M::stateHeads, {1, 1e4, true}, {}},
               {"head_dimension", &M::stateHeadDimension, kWidth, {}},
               {"state", &M::stateSize, kWidth, {}},
               {"groups", &M::stateGroups, {1, 1e4, true}, {}},
               {"convolution", &M::convolution, {1, 64, true}, {}},
               {"state_bytes", &M::stateBytes, {0.5, 8}, {}}},
              true}}};
}

EntrySchema<VectorDatabase> databaseSchema()
{
    using D = VectorDatabase;
    return {"ralmscope-database",
            "",
            {{"shape",
              &D::shape,
              {{"vectors", &D::vectors, {1e3, 1e13, true}, {}},
               {"dimension", &D::dimension, {1, 16384, true}, {}},
               {"pq_bytes", &D::pqBytes, {1, 1024, true}, {}},
               {"nlist", &D::nlist, {1, 16777216, true}, {}},
               {"lists_split", &D::listsSplit, {}, 1.0}}},
             {"lists",
              &D::lists,
              {{"list_imbalance", &D::listImbalance, {1, 20}, {}},
               {"cpu_list_imbalance", &D::cpuListImbalance, {1, 20}, {}},
               {"query_variation", &D::queryVariation, {0, 10}, {}},
               {"cpu_inside_ralm", &D::cpuInsideRalm, kFactor, {}}}},
             {"kernel",
              &D::kernel,
              {{"lut_units", &D::lutUnits, {1, 1024, true}, {}}, {"fpga_busy_watts", &D::fpgaBusyPower, kWatts, 0.0}}},
             {"energy", &D::energy, {}}}};
}

} // namespace ralmscope
