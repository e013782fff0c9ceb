# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler settings shared by every target, and the one way a library of the house is declared.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(RALMSCOPE_CCACHE ccache)
if(RALMSCOPE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${RALMSCOPE_CCACHE})
endif()

add_library(ralmscope_options INTERFACE)
target_compile_options(ralmscope_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    # The model promises the same bits on every machine: no fused multiply-add by compiler choice.
    -ffp-contract=off
    $<$<BOOL:${RALMSCOPE_WERROR}>:-Werror>)
if(RALMSCOPE_SANITIZE)
    target_compile_options(ralmscope_options INTERFACE -fsanitize=${RALMSCOPE_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(ralmscope_options INTERFACE -fsanitize=${RALMSCOPE_SANITIZE})
endif()

# Qt code is held to the strict subset of Qt.
add_library(ralmscope_qt_options INTERFACE)
target_compile_definitions(ralmscope_qt_options INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_NO_KEYWORDS QT_NO_JAVA_STYLE_ITERATORS QT_USE_QSTRINGBUILDER QT_STRICT_ITERATORS QT_DEPRECATED_WARNINGS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_link_libraries(ralmscope_qt_options INTERFACE ralmscope_options)

# ralmscope_library(NAME SOURCES ... LINKS ...)
# A folder of the house as a static library. Its own folder is its include path, so a header of a library that is not
# in LINKS (or in what those link) cannot be included: the arrows of ARCHITECTURE.md hold by construction.
function(ralmscope_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "QT" "" "SOURCES;LINKS;PRIVATE_LINKS")
    add_library(${name} STATIC ${arg_SOURCES})
    target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
    if(arg_QT)
        set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON)
        target_link_libraries(${name} PRIVATE ralmscope_qt_options)
    else()
        target_link_libraries(${name} PRIVATE ralmscope_options)
    endif()
endfunction()

# ralmscope_test(NAME SOURCES ... LINKS ... [QT])
# One GoogleTest executable whose cases ctest sees one by one. QT: runs with its own main (QApplication, offscreen).
function(ralmscope_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "QT" "" "SOURCES;LINKS")
    add_executable(${name} ${arg_SOURCES})
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_compile_definitions(${name} PRIVATE RALMSCOPE_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
        RALMSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(arg_QT)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
        target_link_libraries(${name} PRIVATE ${arg_LINKS} GTest::gmock ralmscope_qt_options)
        set(environment ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    else()
        target_link_libraries(${name} PRIVATE ${arg_LINKS} GTest::gmock GTest::gmock_main ralmscope_options)
    endif()
    include(GoogleTest)
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300 ${environment})
endfunction()
