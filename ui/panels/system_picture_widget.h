// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "session.h"
#include "system_picture_painter.h"

#include <QWidget>

namespace ralmscope {

/// The system drawn to count, in a card. The count of a pool changes by dragging its handle (right or up is more), by
/// the wheel over it, by clicking + and -, and by the keys + and - on the pool that has the focus (Left and Right move
/// it; Ctrl doubles or halves).
class SystemPictureWidget : public QWidget
{
    Q_OBJECT

public:
    SystemPictureWidget(Session& session, const Appearance& appearance, QWidget* parent = nullptr);

    void setPicture(SystemPicture picture);
    const SystemPicture& picture() const { return m_picture; }
    /// Centre of a pool's handle, in widget coordinates: for tests.
    QPoint handleCentre(std::size_t box) const;
    /// Taller where pools stand one above the other.
    QSize sizeHint() const override { return {760, isShared() ? 236 : 196}; }
    QSize minimumSizeHint() const override { return {420, isShared() ? 228 : 176}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    QRectF area() const;
    bool isShared() const; ///< some column of the picture has two pools
    int boxAt(const QPointF& position, QRectF SystemBoxPlace::*part) const;
    int groupAt(const QPointF& position) const;
    void step(int box, int direction, bool coarse);
    void setCount(int box, int count);
    void focusNext(int direction);
    QString describe(int box) const;

    Session* m_session;
    const Appearance* m_appearance;
    SystemPicture m_picture;
    SystemPictureState m_state;
    QPointF m_pressedAt;
    int m_pressedCount = 0;
    double m_wheelRest = 0.0;
};

} // namespace ralmscope
