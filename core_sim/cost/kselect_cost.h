// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

// Approximate hierarchical priority queue (Chameleon, PVLDB 18(1), Sec. 4.2.3): the K nearest fall on n first-level
// queues at random, so the number on one queue is binomial(K, 1/n); a queue of length L drops what exceeds L.

/// Smallest length with which all n queues keep all of the K nearest in more than 99 % of queries: P(L)^n > 0.99.
double minimumQueueLength(double queues, double k);

struct QueueLoss
{
    double exact = 1.0; ///< probability that no queue drops one of the K nearest
    double lost = 0.0; ///< expected fraction of the K nearest that is dropped
};

QueueLoss queueLoss(double queues, double k, double length);

/// Register slots of n queues of this length and one of length K, over those of exact queues of length K.
double queueSlotsRatio(double queues, double k, double length);

} // namespace ralmscope
