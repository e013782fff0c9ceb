// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "readout_model.h"
#include "session.h"

#include <QScrollArea>

#include <array>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace ralmscope {

class FitBarWidget;
class HeadlineWidget;
class HelpRow;
class PairRow;
class SectionHeading;

/// What the current design means: three numbers, what fits, what limits it, what would help, where the constants come
/// from, and on request every metric.
class ReadoutPanel : public QScrollArea
{
    Q_OBJECT

public:
    ReadoutPanel(Session& session, const Appearance& appearance, QWidget* parent = nullptr);

    void setReadout(const ReadoutModel& readout);
    HelpRow* help(std::size_t index) const { return m_helps.at(index); }
    void setAllNumbersOpen(bool open);

private:
    void addRule(QVBoxLayout* column);
    void restyle();
    void showBanner(const Banner& banner);
    void showAllNumbers();

    Session* m_session;
    const Appearance* m_appearance;
    ReadoutModel m_readout;
    QLabel* m_banner = nullptr;
    SectionHeading* m_heading = nullptr;
    std::array<HeadlineWidget*, 3> m_headlines{};
    SectionHeading* m_fitsHeading = nullptr;
    std::vector<FitBarWidget*> m_fits;
    QVBoxLayout* m_fitsColumn = nullptr;
    QLabel* m_bottleneck = nullptr;
    SectionHeading* m_helpHeading = nullptr;
    std::vector<HelpRow*> m_helps;
    QLabel* m_noHelp = nullptr;
    QVBoxLayout* m_helpColumn = nullptr;
    std::vector<PairRow*> m_provenance;
    QVBoxLayout* m_provenanceColumn = nullptr;
    SectionHeading* m_allNumbers = nullptr;
    std::vector<PairRow*> m_metrics;
    QVBoxLayout* m_metricColumn = nullptr;
};

} // namespace ralmscope
