// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

class MappedDecoder;

/// Calibrates alpha of a design from its own two cost curves: seconds of the fully connected layers on the GPUs and in
/// the FC stacks, each with what moves for them. PAPI (arXiv 2502.15470), section 5. Valid while the decoder lives.
class FcAlpha
{
public:
    /// Precondition: the decoder's design has FC stacks.
    explicit FcAlpha(const MappedDecoder& decoder)
        : m_decoder(decoder)
    {
    }

    /// Rows up to which the FC stacks are faster than the GPUs, from few rows on; 0 if they never are.
    double crossing() const;
    /// The crossing; where the curves cross again, that one of the crossings up to which the stacks gain most over the
    /// life of a batch. Where attention or launches hide a part of the layers, as many rows as stacks gain on with
    /// whole steps.
    double calibrated(double batch) const;

private:
    /// The next crossing from rows on at which the stacks are faster; 0 if they are not there.
    double crossingFrom(double rows) const;

    const MappedDecoder& m_decoder;
};

} // namespace ralmscope
