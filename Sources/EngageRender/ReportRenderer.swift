public import EngageReport

/// Turns a report into files a person or a program reads; the same report gives the same bytes.
public protocol ReportRenderer: Sendable {
  /// The word that asks for it (`--format html`).
  var name: String { get }
  /// File name endings without the dot, the usual one first.
  var fileExtensions: [String] { get }
  /// One line for lists of formats.
  var summary: String { get }
  /// The report as files: one called `report.<extension>`, or several where the format needs it.
  /// - Throws: `NotProtected` for a report that is for others and was not made safe for them; what keeps it from being
  ///   written in this format.
  func render(_ report: Report) throws -> [RenderedFile]
}

/// A file as it is to be written: a name without a folder, and its bytes.
public struct RenderedFile: Sendable, Hashable {
  /// The name without a folder.
  public var name: String
  /// Everything in it.
  public var bytes: [UInt8]

  /// A file of any bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// A file of UTF-8 text.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The bytes read as UTF-8.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
