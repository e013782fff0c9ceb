// SPDX-License-Identifier: GPL-3.0-or-later
#include "atomic_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ralmscope {

namespace fs = std::filesystem;

namespace {

tl::unexpected<std::string> failure(std::string_view what, int error = errno)
{
    return tl::unexpected(fmt::format("{}: {}", what, std::strerror(error)));
}

/// A new file beside the target that goes away unless it is renamed over it.
class TemporaryFile
{
public:
    explicit TemporaryFile(const fs::path& target)
    {
        // Exclusive creation with a few names: a file left behind by a killed process must not be in the way.
        for (int attempt = 0; attempt < 100 && !isOpen(); ++attempt) {
            m_path = fmt::format("{}.{}-{}.tmp", target.string(), ::getpid(), attempt);
            m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (!isOpen() && errno != EEXIST)
                break;
        }
    }
    ~TemporaryFile()
    {
        if (!isOpen())
            return;
        ::close(m_descriptor);
        if (!m_renamed)
            ::unlink(m_path.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

    bool renameTo(const fs::path& target)
    {
        m_renamed = ::rename(m_path.c_str(), target.c_str()) == 0;
        return m_renamed;
    }

private:
    std::string m_path;
    int m_descriptor = -1;
    bool m_renamed = false;
};

bool writeAll(int descriptor, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// For devices, pipes and sockets, which have no old content to keep.
tl::expected<void, std::string> writeInPlace(const fs::path& target, std::string_view content)
{
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failure("cannot be written");
    const bool written = writeAll(descriptor, content);
    const int error = errno;
    ::close(descriptor);
    return written ? tl::expected<void, std::string>() : failure("cannot be written", error);
}

/// Gives the new file the permissions of the one it replaces; a first file has those of the umask already.
bool keepPermissions(int descriptor, const fs::path& target)
{
    struct stat status
    {
    };
    return ::stat(target.c_str(), &status) != 0 || ::fchmod(descriptor, status.st_mode & 07777) == 0;
}

/// Makes the rename itself survive a crash; a file system that cannot sync folders is no error.
void syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

tl::expected<std::string, std::string> readTextFile(const fs::path& file, std::size_t limit)
{
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status))
        return tl::unexpected(std::string("there is no such file"));
    if (!fs::is_regular_file(status))
        return tl::unexpected(std::string("is not a regular file"));
    const std::uintmax_t size = fs::file_size(file, error);
    if (error)
        return tl::unexpected("cannot be read: " + error.message());
    if (size > limit)
        return tl::unexpected(fmt::format("is {} bytes long; at most {} are read", size, limit));
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return failure("cannot be opened");
    std::string text(static_cast<std::size_t>(size), '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad())
        return failure("cannot be read");
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

tl::expected<void, std::string> writeFileAtomically(const fs::path& file, std::string_view content)
{
    std::error_code error;
    // Replacing a symbolic link itself would silently detach the user's file from where it really is.
    fs::path target = fs::is_symlink(file, error) ? fs::weakly_canonical(file, error) : file;
    if (error)
        target = file;
    if (fs::is_directory(target, error))
        return tl::unexpected(std::string("is a folder"));
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, error))
        return tl::unexpected(fmt::format("cannot be written: there is no folder {}", folder.string()));
    // A rename would put a file in the place of /dev/null or a pipe, so these are written to as they are.
    if (fs::exists(target, error) && !fs::is_regular_file(target, error))
        return writeInPlace(target, content);
    // A rename would succeed over a file that its owner protected; honour the protection instead.
    if (fs::exists(target, error) && ::access(target.c_str(), W_OK) != 0)
        return failure("cannot be written");

    TemporaryFile temporary(target);
    if (!temporary.isOpen())
        return failure("cannot be written: no temporary file in its folder");
    if (!keepPermissions(temporary.descriptor(), target) || !writeAll(temporary.descriptor(), content)
        || ::fsync(temporary.descriptor()) != 0)
        return failure("cannot be written");
    if (!temporary.renameTo(target))
        return failure("cannot be replaced");
    syncFolder(folder);
    return {};
}

} // namespace ralmscope
