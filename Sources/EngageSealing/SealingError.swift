import Glibc

/// Why a file can't be sealed or opened.
public enum SealingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is no sealed file.
  case notSealed
  /// A newer Engage wrote it, in a form or with a cipher that this one does not know.
  case newer
  /// The first chunk can't be opened.
  case wrongPassphrase
  /// A later chunk can't be opened, or the end is missing.
  case changed
  /// What was sealed does not open to what went in.
  case notVerified
  /// The system's number for what went wrong with a file, and the file.
  case file(path: String, code: Int32)

  public var description: String {
    switch self {
    case .notSealed: "the file is no encrypted backup"
    case .newer: "the file was encrypted by a newer Engage"
    case .wrongPassphrase: "the passphrase is not the one, or the file was changed since it was written"
    case .changed: "the file was changed or cut short since it was written"
    case .notVerified: "what was written does not decrypt to what went in"
    case .file(_, let code): "the file can't be read or written: \(String(cString: strerror(code)))"
    }
  }
}
