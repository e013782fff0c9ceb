// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one place that includes QCustomPlot. Its header is written for Qt's lower-case keywords and its foreach, which
// the strict subset of Qt used here takes away; they exist between these lines only.

#include <QtGlobal>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(variable, container) for (variable : container)

#include <qcustomplot.h>

#undef foreach
#undef slots
#undef signals
