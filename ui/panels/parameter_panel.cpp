// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_panel.h"

#include "parameter_row.h"
#include "qt_text.h"
#include "quantity_edit.h"
#include "section_heading.h"
#include "value_slider.h"

#include <QComboBox>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

namespace {
constexpr int kWidth = 300;
}

ParameterPanel::ParameterPanel(Session& session, const Appearance& appearance, QWidget* parent)
    : QScrollArea(parent)
    , m_session(&session)
    , m_appearance(&appearance)
{
    setObjectName(QStringLiteral("parameterPanel"));
    setAccessibleName(tr("Parameters"));
    setFixedWidth(kWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    build();
    refresh();
    connect(m_session, &Session::changed, this, &ParameterPanel::refresh);
    connect(m_appearance, &Appearance::changed, this, &ParameterPanel::refresh);
}

void ParameterPanel::build()
{
    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("sideBody"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 6, 0, 2);
    column->setSpacing(1);

    std::vector<ParameterGroup> groups;
    for (const ParameterInfo& row : parameterTable()) {
        if (std::find(groups.begin(), groups.end(), row.group) == groups.end())
            groups.push_back(row.group);
    }
    for (const ParameterGroup group : groups) {
        const auto rowsOf = [group](bool advanced) {
            std::vector<const ParameterInfo*> rows;
            for (const ParameterInfo& row : parameterTable()) {
                if (row.group == group && row.advanced == advanced)
                    rows.push_back(&row);
            }
            return rows;
        };
        const auto addRows = [&](const std::vector<const ParameterInfo*>& rows) {
            for (const ParameterInfo* row : rows) {
                auto* widget = new ParameterRow(row->parameter, *m_session, *m_appearance, body);
                m_rows[static_cast<std::size_t>(row->parameter)] = widget;
                column->addWidget(widget);
            }
        };
        const auto plain = rowsOf(false);
        const auto advanced = rowsOf(true);
        using Kind = SectionHeading::Kind;
        const Kind kind = plain.empty() ? Kind::Expander : advanced.empty() ? Kind::Heading : Kind::ExpandableHeading;
        const QString name = qtext(groupName(group));
        Section section{.group = group, .heading = new SectionHeading(kind, name, *m_appearance, body)};
        if (kind != Kind::Heading)
            section.heading->setAccessibleName(tr("More: %1").arg(name.toLower()));
        column->addSpacing(m_sections.empty() || plain.empty() ? 0 : 4);
        column->addWidget(section.heading);
        addRows(plain);
        addRows(advanced);
        const std::size_t index = m_sections.size();
        connect(section.heading, &QAbstractButton::toggled, this, [this, index](bool open) {
            m_sections[index].open = open;
            refresh();
        });
        m_sections.push_back(section);
    }
    column->addStretch(1);
    setWidget(body);
}

void ParameterPanel::refresh()
{
    const DesignPoint& design = m_session->design();
    for (Section& section : m_sections) {
        bool anyPlain = false;
        bool anyAdvanced = false;
        for (const ParameterInfo& row : parameterTable()) {
            if (row.group != section.group)
                continue;
            const bool shown = applies(row, design);
            (row.advanced ? anyAdvanced : anyPlain) |= shown;
            ParameterRow* widget = this->row(row.parameter);
            const bool visible = shown && (!row.advanced || section.open);
            if (widget->isHidden() == visible)
                widget->setVisible(visible);
            if (visible)
                widget->refresh();
        }
        section.heading->setVisible(anyPlain || anyAdvanced);
        section.heading->setExpandable(anyAdvanced);
    }
}

void ParameterPanel::reveal(Parameter parameter)
{
    const ParameterInfo& wanted = info(parameter);
    for (Section& section : m_sections) {
        if (section.group == wanted.group && wanted.advanced)
            section.heading->setChecked(true);
    }
    ParameterRow* target = row(parameter);
    if (target->isHidden())
        return;
    widget()->layout()->activate();
    ensureWidgetVisible(target, 0, 40);
    if (target->editor())
        target->editor()->setFocus(Qt::ShortcutFocusReason);
    else if (target->comboBox())
        target->comboBox()->setFocus(Qt::ShortcutFocusReason);
}

} // namespace ralmscope
