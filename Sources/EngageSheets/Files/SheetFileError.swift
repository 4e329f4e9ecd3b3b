internal import Glibc

/// What can go wrong with a file as a whole: opening, reading, writing, replacing.
public enum SheetFileError: Error, Equatable, Sendable {
  /// There is no file at this path.
  case notFound(path: String)
  /// The path names a folder.
  case isFolder(path: String)
  /// The file exists and cannot be read; `reason` is the system's wording.
  case notReadable(path: String, reason: String)
  /// The file has no bytes at all.
  case empty(path: String)
  /// The disk (or the user's quota) has no room left.
  case diskFull(path: String)
  /// The file cannot be made or written; `reason` is the system's wording.
  case notWritable(path: String, reason: String)

  /// The path of the file concerned, as it was given.
  public var path: String {
    switch self {
    case .notFound(let path), .isFolder(let path), .empty(let path), .diskFull(let path): path
    case .notReadable(let path, _), .notWritable(let path, _): path
    }
  }

  /// The error for a failed read with this `errno`.
  static func reading(_ path: String, _ code: Int32) -> SheetFileError {
    switch code {
    case ENOENT, ENOTDIR: .notFound(path: path)
    case EISDIR: .isFolder(path: path)
    default: .notReadable(path: path, reason: systemMessage(code))
    }
  }

  /// The error for a failed write with this `errno`.
  static func writing(_ path: String, _ code: Int32) -> SheetFileError {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EISDIR: .isFolder(path: path)
    default: .notWritable(path: path, reason: systemMessage(code))
    }
  }
}

extension SheetFileError: CustomStringConvertible {
  /// One plain sentence: what is wrong, and what to do.
  public var description: String {
    switch self {
    case .notFound(let path): "There is no file “\(path)”. Check the spelling and the folder."
    case .isFolder(let path): "“\(path)” is a folder; give the name of a file."
    case .notReadable(let path, let reason): "“\(path)” cannot be read: \(reason)."
    case .empty(let path): "“\(path)” is empty. Export it again and try once more."
    case .diskFull(let path):
      "“\(path)” could not be written: the disk is full. Free some space and try again."
    case .notWritable(let path, let reason): "“\(path)” cannot be written: \(reason)."
    }
  }
}

/// The system's own words for an error number, without a full stop.
func systemMessage(_ code: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard strerror_r(code, &buffer, buffer.count) == 0 else { return "system error \(code)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
