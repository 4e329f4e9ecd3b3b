import EngageExport
import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import FoundationXML
import Testing

/// A printed page, read back as XML: what is no well-formed markup fails.
struct PrintedPage {
  let html: String
  let root: XMLElement

  init(_ page: PaperPage) throws {
    html = page.html
    // HTML's empty elements have no end; all the rest is XML.
    var xml = html.replacing("<!DOCTYPE html>", with: "").replacing("<br>", with: "<br/>")
    xml = xml.replacing(/<meta([^>]*)>/) { "<meta\($0.output.1)/>" }
    xml = xml.replacing(/<style>[^<]*<\/style>/, with: "")
    root = try #require(try XMLDocument(xmlString: xml, options: [.nodePreserveWhitespace]).rootElement())
  }

  /// The elements of a class, in order.
  func all(_ look: String) throws -> [XMLElement] {
    try nodes("//*[contains(concat(' ', @class, ' '), ' \(look) ')]")
  }

  /// The elements that an XPath finds.
  func nodes(_ path: String) throws -> [XMLElement] {
    try root.nodes(forXPath: path).compactMap { $0 as? XMLElement }
  }

  /// The element that prints a question, with all in it.
  func question(_ id: Question.ID) throws -> XMLElement {
    try #require(try nodes("//*[@data-question='\(id)']").first, "\(id) is not printed")
  }

  /// The words of an element, blanks folded.
  static func words(_ element: XMLElement) -> String {
    (element.stringValue ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The words of the elements of a class.
  func words(_ look: String) throws -> [String] { try all(look).map(PrintedPage.words) }
}

/// The surveys that Engage comes with.
enum ShippedSurveys {
  static let all: [Survey] = {
    guard let root = RepositoryFolder.root() else { return [] }
    let workspace = Workspace(at: root)
    return workspace.surveys().compactMap { workspace.readSurvey($0).value }
  }()

  static func survey(_ id: Survey.ID) throws -> Survey { try #require(all.first { $0.id == id }) }
}

extension Survey {
  /// A survey as its file says it.
  static func reading(_ yaml: String) throws -> Survey {
    let reading = SurveyFile.read(text: yaml, path: "survey.v1.yaml")
    return try #require(reading.value, "\(reading.diagnostics.map(\.message))")
  }
}
