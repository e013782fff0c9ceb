// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_reference.h"

#include <array>

namespace ralmscope::attacc {

namespace {

constexpr std::array<std::string_view, 16> kOddities{
    "Overlap is counted twice: with head pipelining the link and the projections are both shortened by the same "
    "attention, and the projection time can become negative.",
    "Softmax on AttAcc is on nobody's critical path, and the link overlaps attention even without head pipelining.",
    "The MACs of the context product are not charged; register energy of attention leaves out the number of requests "
    "and "
    "heads.",
    "Movement energies are per bit and multiplied by bytes.",
    "The second head of a pair reuses the first one's context commands, so an unfilled iteration works for absent "
    "heads.",
    "Heads per GPU are rounded down (OPT-66B on 16 GPUs loses 8 of 72 heads) and heads per stack up; energy is charged "
    "for the rounded number in all stacks.",
    "There are eight AttAcc devices whatever the number of GPUs, on 600 GB/s links beside H100 as well.",
    "With attention on the CPU there are always eight GPUs, and every GPU's share runs as if on a socket of its own, "
    "though there are two; CPU energy "
    "is "
    "zero.",
    "GPU attention uses one core per request and head, and the memory bandwidth is scaled by the cores in use.",
    "Activation and norm run as one thread block: their arithmetic is limited to one core.",
    "All-reduce is N-1 chunk steps of at least 6.06 us: the reduce-scatter without the all-gather.",
    "The share of the feed-forward layers that AttAcc takes follows nominal rates that its own timing does not reach, "
    "needs a copy of the weights that is not counted, and costs no energy.",
    "The power limit is a longer gap between MAC commands; no watts are computed. There is no static, refresh or idle "
    "energy.",
    "Upload of keys and values after the prefill is left out, and so is the energy of the prefill.",
    "Capacity is reported for all pools together and never enforced.",
    "Fractional feed-forward widths, no grouped queries, no continuous batching.",
};

} // namespace

std::span<const std::string_view> oddities()
{
    return kOddities;
}

} // namespace ralmscope::attacc
