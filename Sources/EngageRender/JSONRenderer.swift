public import EngageReport

/// The report as JSON, for programs and for rendering again later.
public struct JSONRenderer: ReportRenderer {
  public let name = "json"
  public let fileExtensions = ["json"]
  public let summary = "everything, for programs and to render again"

  public init() {}

  /// One file, `report.json`.
  /// - Throws: `EncodingError` if a number is not finite.
  public func render(_ report: Report) throws -> [RenderedFile] {
    [RenderedFile(name: "report.json", bytes: try report.forReader.json())]
  }
}
