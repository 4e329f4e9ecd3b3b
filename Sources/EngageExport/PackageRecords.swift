import EngageModel
import EngageSheets
internal import FoundationEssentials
internal import Glibc

/// Records as a data package (Frictionless): a folder with `responses.csv` and `datapackage.json`, which describes
/// every column. Licence and sources are left to whoever publishes it.
final class PackageRecords: RecordWriter {
  static let table = "responses.csv"
  private let folder: String
  private let export: RecordExport
  private let records: CSVRecords
  private let safety: CSVSafety
  private let made: Int

  init(_ export: RecordExport, path: String, safety: CSVSafety, made: Int) throws {
    self.export = export
    self.safety = safety
    self.made = made
    folder = PackageRecords.folder(of: path)
    try PackageRecords.prepare(folder)
    records = try CSVRecords(export, path: "\(folder)/\(PackageRecords.table)", safety: safety)
  }

  func add(_ batch: borrowing ResponseBatch) throws { try records.add(batch) }

  func finish(_ summary: inout RecordSummary) throws {
    try records.finish(&summary)
    let descriptor = PackageDescriptor(
      export, bytes: records.size, isSafe: safety == .spreadsheetSafe, made: made)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let path = "\(folder)/\(DataPackageTable.fileName)"
    try AtomicOutput.write(
      Array(try encoder.encode(descriptor)) + [UInt8(ascii: "\n")], to: path, access: .ownerOnly)
    summary.files.append(path)
  }

  /// The folder that a path names: itself, or that of the `datapackage.json` it ends with.
  static func folder(of path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    if parts.last == DataPackageTable.fileName { parts.removeLast() }
    let folder = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    return folder.isEmpty ? "." : folder
  }

  /// Makes the folder, for its owner alone, unless it is there; a table of somebody else's is not written over.
  private static func prepare(_ folder: String) throws {
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw Diagnostic(
        rule: "folder", message: "the folder can't be made: \(String(cString: strerror(errno)))",
        file: folder,
        hint: "choose a place where you may write")
    }
    let isPackage = access("\(folder)/\(DataPackageTable.fileName)", F_OK) == 0
    if !isPackage, access("\(folder)/\(table)", F_OK) == 0 {
      throw Diagnostic(
        rule: "folder-in-use", message: "the folder holds a \(table) that belongs to no data package",
        file: folder,
        hint: "name another folder; a single file needs an ending: .csv, .xlsx or .sav")
    }
  }
}
