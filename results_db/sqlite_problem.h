// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <type_traits>

#include <SQLiteCpp/Exception.h>
#include <tl/expected.hpp>

namespace ralmscope {

/// One sentence naming the file, what SQLite says and what to do about it.
std::string sqliteProblem(const std::string& path, const SQLite::Exception& error);

/// The error means that the file's content is broken, not that something is in the way.
bool meansDamage(const SQLite::Exception& error);

/// Runs `function`, turning what SQLite throws into an error text: the boundary of this library.
template <typename Function>
auto guarded(const std::string& path, Function&& function) -> tl::expected<std::invoke_result_t<Function>, std::string>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Function>>) {
            function();
            return {};
        } else {
            return function();
        }
    } catch (const SQLite::Exception& error) {
        return tl::unexpected(sqliteProblem(path, error));
    }
}

} // namespace ralmscope
