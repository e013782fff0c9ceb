// SPDX-License-Identifier: GPL-3.0-or-later
#include "views.h"

#include <QCoreApplication>

#include <algorithm>

namespace ralmscope {

const std::vector<std::string>& viewIds()
{
    static const std::vector<std::string> ids{"explore", "step", "mapping", "results", "papers"};
    return ids;
}

QStringList viewNames()
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("ralmscope::View", text); };
    return {tr("Explore"), tr("Step"), tr("Mapping"), tr("Results"), tr("Papers")};
}

View viewFromId(const std::string& id)
{
    const auto& ids = viewIds();
    const auto found = std::find(ids.begin(), ids.end(), id);
    return found == ids.end() ? View::Explore : static_cast<View>(found - ids.begin());
}

} // namespace ralmscope
