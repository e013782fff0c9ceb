// SPDX-License-Identifier: GPL-3.0-or-later
#include "layer_order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace ralmscope {

namespace {

// Places in a layer. Moves for an operator come just before it.
constexpr double kDraft = -1.0;
constexpr double kNorm = 0.0;
constexpr double kToAttention = 3.0;
constexpr double kAttention = 4.0;
constexpr double kFromAttention = 5.0;
constexpr double kReduceAttention = 7.0;
constexpr double kCrossNorm = 8.0;
constexpr double kFfnNorm = 9.0;
constexpr double kFfnShare = 12.5;
constexpr double kReduceFfn = 13.0;
constexpr double kBehindLayers = 14.0;
constexpr double kHead = 21.0;
constexpr double kEnd = std::numeric_limits<double>::infinity();
constexpr double kBefore = 0.5; // moves before the operator

double placeOf(OperatorKind kind)
{
    switch (kind) {
    case OperatorKind::Norm:
        return kNorm;
    case OperatorKind::QkvProjection:
        return 1.0;
    case OperatorKind::Rotary:
        return 2.0;
    case OperatorKind::Attention:
        return kAttention;
    case OperatorKind::CacheMoves:
        return 4.5;
    case OperatorKind::OutputProjection:
        return 6.0;
    case OperatorKind::CrossKeys:
        return 8.1;
    case OperatorKind::CrossQuery:
        return 8.2;
    case OperatorKind::CrossAttention:
        return 8.3;
    case OperatorKind::CrossOutput:
        return 8.4;
    case OperatorKind::FfnUp:
        return 10.0;
    case OperatorKind::ExpertUp:
        return 10.1;
    case OperatorKind::SharedUp:
        return 10.2;
    case OperatorKind::Activation:
        return 11.0;
    case OperatorKind::FfnDown:
        return 12.0;
    case OperatorKind::ExpertDown:
        return 12.1;
    case OperatorKind::SharedDown:
        return 12.2;
    case OperatorKind::AllReduce:
        return kReduceFfn;
    case OperatorKind::SendReceive:
        return 20.0;
    case OperatorKind::LmHead:
        break;
    }
    return kHead;
}

/// What a layer runs more than once: where, in equal parts.
std::vector<double> placesOf(OperatorKind kind, bool crossAttention)
{
    if (kind == OperatorKind::Norm)
        return crossAttention ? std::vector{kNorm, kCrossNorm, kFfnNorm} : std::vector{kNorm, kFfnNorm};
    if (kind == OperatorKind::AllReduce)
        return {kReduceAttention, kReduceFfn};
    return {placeOf(kind)};
}

constexpr std::array<OperatorKind, 7> kFcKinds{
    OperatorKind::QkvProjection, OperatorKind::OutputProjection, OperatorKind::FfnUp, OperatorKind::FfnDown,
    OperatorKind::SharedUp,      OperatorKind::SharedDown,       OperatorKind::LmHead};

/// Collects parts.
class Pieces
{
public:
    void add(double order, std::string name, const StageCost& part, double seconds, std::string detail = {})
    {
        if (!(seconds > 0.0))
            return;
        OrderedSpan piece;
        piece.order = order;
        piece.inLayers = order >= kNorm && order < kBehindLayers;
        piece.span.name = std::move(name);
        piece.span.detail = std::move(detail);
        piece.span.stage = part.stage;
        piece.span.device = part.device;
        piece.span.seconds = seconds;
        m_pieces.push_back(std::move(piece));
    }

    std::vector<OrderedSpan> take()
    {
        std::stable_sort(m_pieces.begin(), m_pieces.end(),
                         [](const OrderedSpan& a, const OrderedSpan& b) { return a.order < b.order; });
        return std::move(m_pieces);
    }

private:
    std::vector<OrderedSpan> m_pieces;
};

/// Shares of the fully connected operators: of their weights, or of the activations that move for them. Experts count
/// like as many dense layers as a token visits.
template <typename Amount> std::vector<std::pair<OperatorKind, double>> fcShares(const LanguageModel& m, Amount amount)
{
    std::vector<std::pair<OperatorKind, double>> shares;
    double sum = 0.0;
    const auto add = [&](OperatorKind kind, double value) {
        shares.emplace_back(kind, value);
        sum += value;
    };
    const FcShapes shapes = fcShapes(m);
    for (std::size_t i = 0; i < shapes.size(); ++i)
        add(kFcKinds[i], amount(shapes[i]));
    const auto experts = expertShapes(m);
    add(OperatorKind::ExpertUp, m.activeExperts * amount(experts[0]));
    add(OperatorKind::ExpertDown, m.activeExperts * amount(experts[1]));
    for (auto& [kind, value] : shares)
        value /= sum;
    return shares;
}

void addStacks(Pieces& pieces, const LanguageModel& model, const StageCost& part)
{
    for (const auto& [kind, share] : fcShares(model, [](const FcShape& shape) { return shape.weights(); }))
        pieces.add(placeOf(kind), std::string(operatorName(kind)), part, share * part.seconds, "in the FC stacks");
}

void addMoves(Pieces& pieces, const LanguageModel& model, const StageCost& part, const StepBeside& beside)
{
    const double toFc = std::min(part.seconds, beside.fcMoved.seconds);
    const auto moved = [](const FcShape& shape) { return shape.times * std::sqrt(shape.inputs * shape.outputs); };
    if (toFc > 0.0) {
        for (const auto& [kind, share] : fcShares(model, moved))
            pieces.add(placeOf(kind) - kBefore, "Activations", part, share * toFc,
                       fmt::format("of the {}, to the FC stacks and back", operatorName(kind)));
    }
    const double half = 0.5 * (part.seconds - toFc);
    pieces.add(kToAttention, "Queries, keys, values", part, half, "to what computes attention");
    pieces.add(kFromAttention, "Attention results", part, half, "back to the GPUs");
}

void addOperators(Pieces& pieces, const LanguageModel& model, const StageCost& part, const StepOperators& operators,
                  double known)
{
    for (const StepOperator& work : operators) {
        if (stageOf(work.kind) != part.stage)
            continue;
        const auto places = placesOf(work.kind, model.isEncoderDecoder());
        const double seconds = part.seconds * work.seconds / known / static_cast<double>(places.size());
        for (const double place : places)
            pieces.add(place, std::string(operatorName(work.kind)), part, seconds, shapeText(work));
    }
}

double placeOf(Stage stage)
{
    switch (stage) {
    case Stage::Draft:
        return kDraft;
    case Stage::Elementwise:
        return kNorm;
    case Stage::Attention:
        return kAttention;
    case Stage::FullyConnected:
        return kFfnShare;
    case Stage::Communication:
        return kReduceFfn;
    default:
        return kEnd;
    }
}

} // namespace

std::vector<OrderedSpan> layerOrder(const LanguageModel& model, const PassCost& pass, const StepOperators& operators,
                                    const StepBeside& beside)
{
    Pieces pieces;
    for (const StageCost& part : pass.parts.entries()) {
        const double known = part.device == DeviceKind::Gpu ? secondsOf(operators, part.stage) : 0.0;
        const bool stacks = part.device == DeviceKind::Pim && part.stage == Stage::FullyConnected;
        if (known > 0.0)
            addOperators(pieces, model, part, operators, known);
        else if (stacks && beside.fc.seconds > 0.0)
            addStacks(pieces, model, part);
        else if (part.device == DeviceKind::Network && !operators.empty())
            addMoves(pieces, model, part, beside);
        else
            pieces.add(placeOf(part.stage), std::string(stageName(part.stage)), part, part.seconds);
    }
    return pieces.take();
}

} // namespace ralmscope
