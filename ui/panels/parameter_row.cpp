// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_row.h"

#include "elided_label.h"
#include "glyph_button.h"
#include "qt_text.h"
#include "quantity_edit.h"
#include "switch_box.h"
#include "theme_combo_box.h"
#include "value_slider.h"
#include "value_text.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

namespace {
constexpr int kMargin = 16;
constexpr int kBurstMilliseconds = 400;
constexpr int kPanelWidth = 288; ///< beside a scroll bar
constexpr int kGap = 6;
constexpr int kBox = 166; ///< width of a choice
constexpr int kNarrowBox = 110;
} // namespace

ParameterRow::ParameterRow(Parameter parameter, Session& session, const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_parameter(parameter)
    , m_info(&info(parameter))
    , m_session(&session)
    , m_appearance(&appearance)
    , m_label(new ElidedLabel(qtext(m_info->label), this))
    , m_unit(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_reset(new GlyphButton(Glyph::ResetDot, appearance, this))
    , m_lock(new GlyphButton(Glyph::Lock, appearance, this))
    , m_xAxis(new GlyphButton(Glyph::XAxis, appearance, this))
{
    setObjectName(qtext(m_info->id));
    m_reset->setFixedSize(kMargin, 24);
    m_reset->setAccessibleName(tr("Reset %1").arg(m_label->text()));
    m_lock->setAccessibleName(tr("Lock %1").arg(m_label->text()));
    m_xAxis->setAccessibleName(tr("Use %1 as x axis").arg(m_label->text()));
    m_lock->setToolTip(tr("Lock this value (K)"));
    m_xAxis->setToolTip(tr("Use as x axis (X)"));
    m_lock->setCheckable(true);
    m_xAxis->setCheckable(true);
    m_lock->setFixedSize(20, 24);
    m_xAxis->setFixedSize(20, 24);
    m_lock->setQuiet(true);
    m_xAxis->setQuiet(true);
    m_reset->setFocusPolicy(Qt::NoFocus);
    QSizePolicy keepsPlace = m_reset->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keepsPlace);
    m_unit->setProperty("role", QStringLiteral("unit"));
    m_problem->setProperty("role", QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_burst.setSingleShot(true);
    m_burst.setInterval(kBurstMilliseconds);

    if (m_info->type == ParameterType::Choice || m_info->type == ParameterType::Catalog)
        buildCombo();
    else if (m_info->type == ParameterType::Flag)
        buildSwitch();
    else
        buildNumber();

    connect(&m_burst, &QTimer::timeout, m_session, &Session::endDrag);
    connect(m_reset, &QAbstractButton::clicked, this, [this] { m_session->resetParameter(m_parameter); });
    connect(m_lock, &QAbstractButton::clicked, this, [this](bool on) { m_session->setLocked(m_parameter, on); });
    connect(m_xAxis, &QAbstractButton::clicked, this, [this] { m_session->setXAxis(m_parameter); });
    refresh();
}

void ParameterRow::buildNumber()
{
    m_slider = new ValueSlider(*m_info, *m_appearance, this);
    m_editor = new QuantityEdit(*m_info, *m_appearance, this);
    m_unit->setFixedWidth(40);
    auto* line = new QHBoxLayout;
    line->setSpacing(0);
    line->addWidget(m_reset);
    line->addWidget(m_label, 1);
    line->addWidget(m_lock);
    line->addWidget(m_xAxis);
    line->addWidget(m_editor);
    line->addSpacing(6);
    line->addWidget(m_unit);
    auto* sliderLine = new QHBoxLayout;
    sliderLine->setContentsMargins(kMargin - 2, 0, kMargin - 4, 0);
    sliderLine->addWidget(m_slider);
    auto* problemLine = new QHBoxLayout;
    problemLine->setContentsMargins(kMargin, 0, kMargin, 0);
    problemLine->addWidget(m_problem);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addLayout(problemLine);
    column->addSpacing(-9);
    column->addLayout(sliderLine);
    setTabOrder(m_slider, m_editor);

    connect(m_slider, &ValueSlider::dragStarted, m_session, &Session::beginDrag);
    connect(m_slider, &ValueSlider::dragFinished, m_session, &Session::endDrag);
    connect(m_slider, &ValueSlider::draggedTo, this, &ParameterRow::set);
    connect(m_slider, &ValueSlider::steppedTo, this, &ParameterRow::setInBurst);
    connect(m_editor, &QuantityEdit::entered, this, &ParameterRow::set);
    connect(m_editor, &QuantityEdit::stepRequested, this, [this](int steps, StepSize size) {
        setInBurst(ParameterScale(*m_info).stepped(m_session->value(m_parameter), steps, size));
    });
    connect(m_editor, &QuantityEdit::problem, this, [this](const QString& message) {
        m_problem->setText(message);
        m_problem->setVisible(!message.isEmpty());
    });
}

void ParameterRow::buildCombo()
{
    m_combo = new ThemeComboBox(*m_appearance, this);
    m_combo->setAccessibleName(m_label->text());
    // Long labels are not cut: they take from the box, whose entries are elided and named in full by the list.
    const int room = kPanelWidth - 2 * kMargin - kGap;
    m_combo->setFixedWidth(std::clamp(room - fontMetrics().horizontalAdvance(m_label->text()) - 2, kNarrowBox, kBox));
    const std::size_t size =
        m_info->type == ParameterType::Catalog ? m_session->catalog().size(m_info->catalog) : m_info->choices.size();
    for (std::size_t i = 0; i < size; ++i)
        m_combo->addItem(qtext(displayText(*m_info, static_cast<double>(i), m_session->catalog())));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 1, kMargin, 1);
    line->setSpacing(0);
    line->addWidget(m_reset);
    line->addWidget(m_label, 1);
    line->addSpacing(kGap);
    line->addWidget(m_combo);
    m_lock->hide();
    m_xAxis->hide();
    m_unit->hide();
    connect(m_combo, qOverload<int>(&QComboBox::activated), this, [this](int index) { set(index); });
}

void ParameterRow::buildSwitch()
{
    m_switch = new SwitchBox(*m_appearance, this);
    m_switch->setAccessibleName(m_label->text());
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 1, kMargin, 1);
    line->setSpacing(6);
    line->addWidget(m_reset);
    line->addSpacing(-6);
    line->addWidget(m_label, 1);
    line->addWidget(m_unit);
    line->addWidget(m_switch);
    m_lock->hide();
    m_xAxis->hide();
    connect(m_switch, &QAbstractButton::clicked, this, [this](bool on) { set(on ? 1.0 : 0.0); });
}

void ParameterRow::set(double value)
{
    if (!m_session->setParameter(m_parameter, value))
        refresh(); // locked or refused: show again what is in force
}

void ParameterRow::setInBurst(double value)
{
    if (!m_burst.isActive())
        m_session->beginDrag();
    m_burst.start();
    set(value);
}

void ParameterRow::refresh()
{
    const double value = m_session->value(m_parameter);
    const bool automatic = m_session->design().isAuto(m_parameter);
    const bool locked = m_session->state().locked.test(static_cast<std::size_t>(m_parameter));
    if (m_slider) {
        m_slider->showValue(value, automatic);
        m_slider->setEnabled(!locked);
        m_editor->showValue(value, automatic);
        m_editor->setEnabled(!locked);
        m_unit->setText(m_editor->unitText());
    }
    if (m_combo) {
        m_combo->setCurrentIndex(static_cast<int>(value));
        m_combo->setEnabled(!locked);
    }
    if (m_switch) {
        m_switch->setChecked(value != 0.0);
        m_switch->setEnabled(!locked);
        m_unit->setText(automatic ? tr("auto") : QString());
    }
    m_lock->setChecked(locked);
    m_xAxis->setChecked(m_session->state().xAxis == m_parameter);
    reveal(underMouse());
    const bool modified = m_session->isModified(m_parameter);
    m_reset->setVisible(modified);
    if (modified) {
        const double original = m_session->state().presetDesign[m_parameter];
        m_reset->setToolTip(tr("Reset to %1").arg(qtext(displayText(*m_info, original, m_session->catalog()))));
    }
}

QString ParameterRow::toolTipText() const
{
    QString tip = QStringLiteral("<p style='white-space:pre-wrap'><b>%1</b>  %2</p><p>%3</p>")
                      .arg(qtext(m_info->label).toHtmlEscaped(), qtext(m_info->id), qtext(m_info->doc).toHtmlEscaped());
    QString range = tr("Allowed: %1").arg(qtext(allowedText(*m_info)).toHtmlEscaped());
    if (!m_info->autoFrom.empty())
        range += tr("; auto: from %1").arg(qtext(m_info->autoFrom).toHtmlEscaped());
    return tip + QStringLiteral("<p>%1</p>").arg(range);
}

void ParameterRow::reveal(bool revealed)
{
    if (!m_slider)
        return;
    m_lock->setVisible(revealed || m_lock->isChecked());
    m_xAxis->setVisible(revealed || m_xAxis->isChecked());
}

void ParameterRow::enterEvent(QEnterEvent*)
{
    if (toolTip().isEmpty())
        setToolTip(toolTipText());
    reveal(true);
}

void ParameterRow::leaveEvent(QEvent*)
{
    reveal(false);
}

void ParameterRow::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_X:
        m_session->setXAxis(m_parameter);
        break;
    case Qt::Key_K:
        m_session->setLocked(m_parameter, !m_lock->isChecked());
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        m_session->resetParameter(m_parameter);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ParameterRow::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Use as x axis\tX"), this, [this] { m_session->setXAxis(m_parameter); });
    QAction* lock = menu.addAction(m_lock->isChecked() ? tr("Unlock\tK") : tr("Lock\tK"));
    connect(lock, &QAction::triggered, this, [this] { m_session->setLocked(m_parameter, !m_lock->isChecked()); });
    QAction* reset = menu.addAction(tr("Reset to the preset\tDel"));
    reset->setEnabled(m_session->isModified(m_parameter));
    connect(reset, &QAction::triggered, this, [this] { m_session->resetParameter(m_parameter); });
    if (!m_info->autoFrom.empty()) {
        QAction* automatic = menu.addAction(tr("Automatic, from %1").arg(qtext(m_info->autoFrom)));
        automatic->setEnabled(!m_session->design().isAuto(m_parameter));
        connect(automatic, &QAction::triggered, this, [this] { set(kAuto); });
    }
    menu.exec(event->globalPos());
}

} // namespace ralmscope
