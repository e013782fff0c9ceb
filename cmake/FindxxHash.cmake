# SPDX-License-Identifier: GPL-3.0-or-later
# Debian ships xxHash with a pkg-config file only. Defines xxHash::xxhash.
find_package(PkgConfig REQUIRED)
pkg_check_modules(xxHash REQUIRED IMPORTED_TARGET libxxhash)
if(NOT TARGET xxHash::xxhash)
    add_library(xxHash::xxhash ALIAS PkgConfig::xxHash)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(xxHash REQUIRED_VARS xxHash_LIBRARIES VERSION_VAR xxHash_VERSION)
