import EngageModel
import EngageSheets

/// Files read at once.
enum WholeFile {
  /// - Throws: `SheetFileError` where the file can't be read.
  static func bytes(_ path: String) throws -> [UInt8] {
    let file = try MappedFile(path: path)
    return file.withBytes { Array($0) }
  }
}
