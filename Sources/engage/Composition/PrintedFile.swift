import EngageExport
import EngageModel
import EngageSheets
import Glibc

/// A page for the printer as a file: HTML as it is, PDF through a program that makes it.
struct PrintedFile {
  let path: String

  struct Written {
    var path: String
    /// The program that made the PDF, if one did.
    var converter: String?
    var diagnostics: [Diagnostic] = []
  }

  /// - Throws: `Diagnostic` for another ending, or where no PDF could be made: the HTML then lies beside it.
  func write(_ page: PaperPage) throws -> Written {
    let html = Array(page.html.utf8)
    switch PathParts(path).ending {
    case "html", "htm":
      try AtomicOutput.write(html, to: path)
      return Written(path: path)
    case "pdf": return try writePDF(html, in: page.language)
    default:
      throw Diagnostic(
        rule: "unknown-format", message: "a form is written as HTML or PDF", file: path,
        hint: "give the file a name that ends in .html or .pdf")
    }
  }

  private func writePDF(_ html: [UInt8], in language: String) throws -> Written {
    do {
      guard let converter = PageConverter.found() else { throw PageConverter.absent }
      let (bytes, diagnostics) = try converter.pdf(of: html, in: language, beside: path)
      try AtomicOutput.write(bytes, to: path)
      return Written(path: path, converter: converter.name, diagnostics: diagnostics)
    } catch var problem as Diagnostic {
      let parts = PathParts(path)
      let instead = parts.sibling("\(parts.stem).html")
      try AtomicOutput.write(html, to: instead)
      problem.file = path
      problem.hint =
        "\(problem.hint ?? ""); or open \(instead), which was written instead, and print it from a browser"
      throw problem
    }
  }
}
