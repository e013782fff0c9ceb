// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "parameter_choices.h"
#include "verdict.h"

#include <array>

namespace ralmscope {

/// A design with every automatic value filled in and its catalog entries looked up. Valid while the catalog lives.
struct ResolvedDesign
{
    std::array<double, kParameterCount> values{};
    const Catalog* catalog = nullptr;
    const Gpu* gpu = nullptr;
    const FpgaNode* fpga = nullptr;
    const Cpu* cpu = nullptr;
    const Link* link = nullptr;
    const SoftwareStack* stack = nullptr;
    const LanguageModel* model = nullptr;
    const VectorDatabase* database = nullptr;
    const GpuLink* gpuLink = nullptr;
    const LanguageModel* draft = nullptr;
    const PimStack* attentionStack = nullptr;
    const PimStack* fcStack = nullptr;

    double operator[](Parameter parameter) const { return values[static_cast<std::size_t>(parameter)]; }
    template <typename Enum> Enum choice(Parameter parameter) const
    {
        return static_cast<Enum>(static_cast<int>((*this)[parameter]));
    }
    bool usesFpga() const;
    bool searchesOnCpu() const;
    bool retrieves() const;
    bool indexOnGpu() const;

    /// Copies of the database that serve batches side by side: FPGA nodes / nodes per replica, one CPU server, or 0.
    double replicas() const;

    /// GPUs that one copy of the language model takes.
    double gpusPerCopy() const;
    /// Copies of the language model that decode side by side; GPUs beyond whole copies stay idle.
    double modelCopies() const;
    bool prefillsApart() const;
    bool speculates() const;
    AttentionMapping attentionOn() const { return choice<AttentionMapping>(Parameter::MappingAttention); }
    FcMapping fcOn() const { return choice<FcMapping>(Parameter::MappingFc); }
    Physics physics() const { return choice<Physics>(Parameter::MappingPhysics); }
    bool attentionInStacks() const { return attentionOn() == AttentionMapping::Pim; }
    bool weightsInStacks() const { return fcOn() != FcMapping::Gpu; }
    /// The GPUs that decode have no memory of their own: FC stacks stand in its place.
    bool stacksAreGpuMemory() const { return weightsInStacks() && fcStack && fcStack->processorMemory; }
    /// Attention stacks take a share of the feed-forward layers of the GPUs.
    bool coProcesses() const;
    /// Everything runs on the GPUs.
    bool isAllGpu() const { return attentionOn() == AttentionMapping::Gpu && fcOn() == FcMapping::Gpu; }
    /// Rows that one sequence brings to a decoding step: draft length + 1 (TLP).
    double tokensPerSequence() const;
    /// Tokens that one sequence gains per decoding step: (1 - a^(n+1)) / (1 - a) with acceptance a.
    double tokensPerStep() const;
};

/// Fills in automatic values. Out-of-range values are kept as they are (checkDesign() names them); a Catalog position
/// outside its list leaves that entry null.
ResolvedDesign resolve(const DesignPoint& design, const Catalog& catalog);

/// The design with every automatic value made explicit: what is stored, hashed and shown.
DesignPoint explicitDesign(const ResolvedDesign& resolved);

} // namespace ralmscope
