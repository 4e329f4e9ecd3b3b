import FoundationEssentials
import Glibc

/// The table that a data package (https://datapackage.org/standard/) describes: where its CSV file is and how it is
/// written.
///
/// ```swift
/// let table = try DataPackageTable(path: "answers/datapackage.json")
/// let file = try MappedFile(path: table.path)
/// ```
public struct DataPackageTable: Sendable, Equatable {
  /// The name that every description of a package has.
  public static let fileName = "datapackage.json"

  /// The CSV file, beside the description or in a folder below it.
  public let path: String
  /// How it is written; what the package leaves out is as in RFC 4180.
  public let format: CSVFormat
  /// Rows of headings.
  public let headerRows: Int
  /// Cells that stand for missing answers, the empty one among them.
  public let missingValues: [String]
  /// The package's title; `nil` without one.
  public let title: String?

  /// Reads the description of a package.
  /// - Parameter path: of `datapackage.json`, or of the folder that holds it.
  /// - Throws: `SheetFileError` where it can't be read; `DataPackageError` where it describes no single CSV file
  ///   within its folder.
  public init(path given: String) throws {
    let path = Self.description(given)
    let file = try MappedFile(path: path)
    guard file.count <= 1 << 24 else { throw DataPackageError("it is larger than 16 MiB", path: path) }
    let json = file.withBytes { Data($0) }
    let package: Package
    do {
      package = try JSONDecoder().decode(Package.self, from: json)
    } catch {
      throw DataPackageError("it is no description of a data package", path: path)
    }
    let tables = package.resources.filter(\.isTable)
    guard let table = tables.first, tables.count == 1 else {
      throw DataPackageError("it describes \(tables.count) CSV files, not one", path: path)
    }
    let inside = try Self.safe(table.path?.first, of: path)
    self.path = AtomicOutput.folder(of: path) + "/" + inside
    try Self.refuseLinkOutwards(self.path, from: path)
    format = try Self.format(of: table, path: path)
    headerRows = table.dialect?.header == false ? 0 : table.dialect?.headerRows?.count ?? 1
    guard headerRows > 0 else {
      throw DataPackageError(
        "its table has no row of headings, so nothing says what the columns are", path: path)
    }
    missingValues = table.schema?.missingValues?.map(\.text) ?? [""]
    title = package.title
  }

  /// Whether a path is that of a package's description, or of a folder that holds one.
  public static func isDescription(_ path: String) -> Bool {
    if path.split(separator: "/").last.map(String.init) == fileName { return true }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && access(description(path), R_OK) == 0
  }

  private static func description(_ path: String) -> String {
    if path.split(separator: "/").last.map(String.init) == fileName || path.lowercased().hasSuffix(".json") {
      return path
    }
    return path + (path.hasSuffix("/") ? "" : "/") + fileName
  }

  /// A package may name only files beside or below itself: no other folder, no address.
  private static func safe(_ inside: String?, of path: String) throws(DataPackageError) -> String {
    guard let inside, !inside.isEmpty else { throw DataPackageError("it does not name its file", path: path) }
    let parts = inside.split(separator: "/", omittingEmptySubsequences: false)
    guard !inside.hasPrefix("/"), !inside.contains("://"), !inside.contains("\\"), !inside.contains("\0"),
      !parts.contains(".."), !parts.contains("")
    else {
      throw DataPackageError("its file must lie beside it or in a folder below", path: path)
    }
    return inside
  }

  /// Nor may a symbolic link lead out of the package's folder.
  private static func refuseLinkOutwards(_ file: String, from path: String) throws(DataPackageError) {
    guard let real = resolvedPath(file), let folder = resolvedPath(AtomicOutput.folder(of: path)) else {
      return
    }
    guard real.hasPrefix(folder == "/" ? folder : folder + "/") else {
      throw DataPackageError("its file is a link to one outside its folder", path: path)
    }
  }

  private static func format(of table: Resource, path: String) throws(DataPackageError) -> CSVFormat {
    func byte(_ text: String?, _ what: String, or standard: UInt8) throws(DataPackageError) -> UInt8 {
      guard let text else { return standard }
      guard text.utf8.count == 1, let byte = text.utf8.first else {
        throw DataPackageError("its \(what) is not a single ASCII character", path: path)
      }
      return byte
    }
    let name = (table.encoding ?? "utf-8").lowercased().filter { $0 != "-" && $0 != "_" }
    let encodings: [String: TextEncoding] = [
      "utf8": .utf8, "utf8sig": .utf8, "ascii": .utf8, "utf16": .utf16LittleEndian,
      "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian, "windows1252": .windows1252,
      "cp1252": .windows1252, "iso88591": .windows1252, "latin1": .windows1252,
    ]
    guard let encoding = encodings[name] else {
      throw DataPackageError("its encoding “\(table.encoding ?? "")” can't be read", path: path)
    }
    return CSVFormat(
      delimiter: try byte(table.dialect?.delimiter, "delimiter", or: UInt8(ascii: ",")),
      quote: try byte(table.dialect?.quoteChar, "quotation mark", or: UInt8(ascii: "\"")), encoding: encoding)
  }
}

/// Why a data package can't be read.
public struct DataPackageError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The description of the package.
  public let path: String
  /// What is wrong, in plain words.
  public let message: String

  init(_ message: String, path: String) {
    self.message = message
    self.path = path
  }

  /// Path and message in one line.
  public var description: String { "\(path): \(message)" }
}

// MARK: The parts of the description that matter here

private struct Package: Decodable {
  var title: String?
  var resources: [Resource]
}

private struct Resource: Decodable {
  var path: OneOrMore?
  var format: String?
  var mediatype: String?
  var encoding: String?
  var dialect: Dialect?
  var schema: Schema?

  var isTable: Bool {
    if let format { return ["csv", "tsv"].contains(format.lowercased()) }
    if let mediatype { return mediatype.lowercased().hasPrefix("text/csv") }
    let name = path?.first?.lowercased() ?? ""
    return name.hasSuffix(".csv") || name.hasSuffix(".tsv")
  }
}

private struct Dialect: Decodable {
  var delimiter: String?
  var quoteChar: String?
  var header: Bool?
  var headerRows: [Int]?
}

private struct Schema: Decodable {
  var missingValues: [MissingValue]?
}

/// A path, or a list of them.
private struct OneOrMore: Decodable {
  var all: [String]
  var first: String? { all.count == 1 ? all[0] : nil }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let one = try? container.decode(String.self) {
      all = [one]
    } else {
      all = try container.decode([String].self)
    }
  }
}

/// A text, or one with a label (version 2).
private struct MissingValue: Decodable {
  var text: String

  private enum CodingKeys: CodingKey { case value }

  init(from decoder: any Decoder) throws {
    if let plain = try? decoder.singleValueContainer().decode(String.self) {
      text = plain
    } else {
      text = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .value)
    }
  }
}
