public import EngageReport

/// The report as JSON, for programs and for rendering again later.
public struct JSONRenderer: ReportRenderer {
  /// The word that asks for it.
  public let name = "json"
  /// File name endings without the dot.
  public let fileExtensions = ["json"]
  /// One line for lists of formats.
  public let summary = "everything, for programs and to render again"

  /// There is nothing to choose.
  public init() {}

  /// One file, `report.json`.
  /// - Throws: `EncodingError` if a number is not finite.
  public func render(_ report: Report) throws -> [RenderedFile] {
    [RenderedFile(name: "report.json", bytes: try report.readyForItsReaders().json())]
  }
}
