// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "session.h"

#include <QScrollArea>

#include <array>

class QVBoxLayout;

namespace ralmscope {

class ParameterRow;
class SectionHeading;

/// All parameters that apply to the current design, grouped as the parameter table groups them. Rows that experts need
/// are folded at first: the heading of their group opens them. Scrolls when the window is low.
class ParameterPanel : public QScrollArea
{
    Q_OBJECT

public:
    ParameterPanel(Session& session, const Appearance& appearance, QWidget* parent = nullptr);

    ParameterRow* row(Parameter parameter) const { return m_rows[static_cast<std::size_t>(parameter)]; }
    /// Opens the section of a parameter and gives its control the focus: the command palette's "go to".
    void reveal(Parameter parameter);

private:
    struct Section
    {
        ParameterGroup group;
        SectionHeading* heading = nullptr;
        bool open = false; ///< advanced rows are shown
    };

    void build();
    void refresh();

    Session* m_session;
    const Appearance* m_appearance;
    std::array<ParameterRow*, kParameterCount> m_rows{};
    std::vector<Section> m_sections;
};

} // namespace ralmscope
