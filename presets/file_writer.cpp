// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_writer.h"

#include <cerrno>
#include <cstring>
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

/// Replacing a symbolic link itself would silently detach the user's file from where it really is.
fs::path targetOf(const fs::path& file)
{
    std::error_code error;
    const fs::path target = fs::is_symlink(file, error) ? fs::weakly_canonical(file, error) : file;
    return error ? file : target;
}

fs::path folderOf(const fs::path& target)
{
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
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

/// A new file beside the target that goes away unless it is renamed over it; or a device or pipe, which has no old
/// content to keep and must not be replaced by a file.
class FileWriter::Descriptor
{
public:
    explicit Descriptor(fs::path target)
        : m_target(std::move(target))
    {
        std::error_code ignored;
        m_inPlace = fs::exists(m_target, ignored) && !fs::is_regular_file(m_target, ignored);
        if (m_inPlace) {
            m_descriptor = ::open(m_target.c_str(), O_WRONLY | O_CLOEXEC);
            return;
        }
        // Exclusive creation with a few names: a file left behind by a killed process must not be in the way.
        for (int attempt = 0; attempt < 100 && !isOpen(); ++attempt) {
            m_path = fmt::format("{}.{}-{}.tmp", m_target.string(), ::getpid(), attempt);
            m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (!isOpen() && errno != EEXIST)
                break;
        }
    }
    ~Descriptor()
    {
        if (!isOpen())
            return;
        ::close(m_descriptor);
        if (!m_inPlace && !m_renamed)
            ::unlink(m_path.c_str());
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    bool isInPlace() const { return m_inPlace; }

    bool write(std::string_view content) const
    {
        while (!content.empty()) {
            const ssize_t written = ::write(m_descriptor, content.data(), content.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return false;
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    /// Gives the new file the permissions of the one it replaces; a first file has those of the umask already.
    bool keepPermissions() const
    {
        struct stat status
        {
        };
        return ::stat(m_target.c_str(), &status) != 0 || ::fchmod(m_descriptor, status.st_mode & 07777) == 0;
    }
    bool sync() const { return ::fsync(m_descriptor) == 0; }

    bool rename()
    {
        m_renamed = ::rename(m_path.c_str(), m_target.c_str()) == 0;
        if (m_renamed)
            syncFolder(folderOf(m_target));
        return m_renamed;
    }

private:
    fs::path m_target;
    std::string m_path; ///< of the temporary file
    int m_descriptor = -1;
    bool m_inPlace = false;
    bool m_renamed = false;
};

FileWriter::FileWriter(std::shared_ptr<Descriptor> descriptor)
    : m_descriptor(std::move(descriptor))
{
}

tl::expected<void, std::string> FileWriter::check(const fs::path& file)
{
    std::error_code ignored;
    const fs::path target = targetOf(file);
    const fs::path folder = folderOf(target);
    if (fs::is_directory(target, ignored))
        return tl::unexpected(std::string("is a folder"));
    if (!fs::is_directory(folder, ignored))
        return tl::unexpected(fmt::format("cannot be written: there is no folder {}", folder.string()));
    // A rename would succeed over a file that its owner protected; honour the protection instead.
    if (fs::exists(target, ignored) && ::access(target.c_str(), W_OK) != 0)
        return failure("cannot be written");
    if (!fs::exists(target, ignored) && ::access(folder.c_str(), W_OK) != 0)
        return failure("cannot be written");
    return {};
}

tl::expected<FileWriter, std::string> FileWriter::open(const fs::path& file)
{
    if (const auto good = check(file); !good)
        return tl::unexpected(good.error());
    auto descriptor = std::make_shared<Descriptor>(targetOf(file));
    if (!descriptor->isOpen())
        return failure(descriptor->isInPlace() ? "cannot be written"
                                               : "cannot be written: no temporary file in its folder");
    if (!descriptor->isInPlace() && !descriptor->keepPermissions())
        return failure("cannot be written");
    return FileWriter(std::move(descriptor));
}

tl::expected<void, std::string> FileWriter::append(std::string_view content)
{
    if (!m_descriptor->write(content))
        return failure("cannot be written");
    return {};
}

tl::expected<void, std::string> FileWriter::commit()
{
    if (m_descriptor->isInPlace())
        return {};
    if (!m_descriptor->sync())
        return failure("cannot be written");
    if (!m_descriptor->rename())
        return failure("cannot be replaced");
    return {};
}

} // namespace ralmscope
