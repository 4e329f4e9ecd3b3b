import EngageModel
import EngageSheets
import Glibc

/// A program on this machine that makes PDFs of pages, the best first.
struct PageConverter {
  private enum Kind { case chromium, weasyprint, wkhtmltopdf }

  private static let known: [(program: String, kind: Kind)] = [
    ("chromium", .chromium), ("chromium-browser", .chromium), ("google-chrome", .chromium),
    ("google-chrome-stable", .chromium), ("weasyprint", .weasyprint), ("wkhtmltopdf", .wkhtmltopdf),
  ]

  /// How long it may take, in seconds.
  private static let patience = 120.0

  let path: String
  private let kind: Kind

  /// What it is called.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The first of those that are in `PATH`.
  static func found() -> PageConverter? {
    for (program, kind) in known {
      if let path = path(of: program) { return PageConverter(path: path, kind: kind) }
    }
    return nil
  }

  private static func path(of program: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":").map(String.init) ?? []
    return folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// Where there is none.
  static let absent = Diagnostic(
    rule: "no-pdf-program", message: "no program that makes PDFs was found on this machine",
    hint: "install one (Debian and Ubuntu: sudo apt install chromium, or weasyprint)")

  /// A page as PDF. The program gets a folder of its own, no network, and a minute or two.
  /// - Parameters:
  ///   - target: where the PDF is going to lie; the folder is made beside it, since some browsers are
  ///     packed so that they see nothing of `/tmp`.
  ///   - language: that of the page.
  /// - Returns: the PDF, and a warning where no font of this machine has the language's letters.
  /// - Throws: `Diagnostic` where it did not make one.
  func pdf(of html: [UInt8], in language: String, beside target: String) throws -> (
    bytes: [UInt8], diagnostics: [Diagnostic]
  ) {
    let folder = try ScratchFolder(beside: target)
    defer { folder.remove() }
    let page = "\(folder.path)/page.html"
    let made = "\(folder.path)/page.pdf"
    try AtomicOutput.write(html, to: page, access: .ownerOnly)
    let status = try ProgramRun(path, arguments(from: page, to: made, folder: folder.path))
      .wait(seconds: PageConverter.patience)
    guard status == 0, access(made, R_OK) == 0 else {
      throw failure(status == nil ? "took longer than two minutes" : "ended with an error")
    }
    let bytes = try WholeFile.bytes(made)
    guard bytes.starts(with: Array("%PDF".utf8)) else { throw failure("made a file that is no PDF") }
    return (bytes, try fontWarning(language, in: folder))
  }

  /// Asked of fontconfig, where it is there.
  private func fontWarning(_ language: String, in folder: borrowing ScratchFolder) throws -> [Diagnostic] {
    guard let program = PageConverter.path(of: "fc-list") else { return [] }
    let list = "\(folder.path)/fonts.txt"
    let base = language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? "en"
    let status = try ProgramRun(program, [":lang=\(base)", "family"], output: list).wait(seconds: 20)
    var found = stat()
    guard status == 0, stat(list, &found) == 0, found.st_size == 0 else { return [] }
    return [
      Diagnostic(
        .warning, rule: "no-font",
        message: "this machine has no font for “\(language)”: its letters may be empty boxes in the PDF",
        hint: "install one (Debian and Ubuntu: sudo apt install fonts-noto-core), or print the HTML elsewhere"
      )
    ]
  }

  private func failure(_ what: String) -> Diagnostic {
    Diagnostic(
      rule: "no-pdf", message: "\(name) \(what), so there is no PDF",
      hint: "try again, or with another of the programs")
  }

  private func arguments(from page: String, to made: String, folder: String) -> [String] {
    switch kind {
    case .chromium:
      // Chromium can't put itself in a sandbox for the superuser; the page's own policy forbids scripts.
      (geteuid() == 0 ? ["--no-sandbox"] : []) + [
        "--headless", "--disable-gpu", "--disable-extensions", "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update", "--disable-default-apps", "--no-first-run",
        "--no-default-browser-check",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer",
        "--user-data-dir=\(folder)/profile", "--print-to-pdf=\(made)",
        "file://\(PageConverter.encoded(page))",
      ]
    case .weasyprint: ["--quiet", page, made]
    case .wkhtmltopdf:
      ["--quiet", "--page-size", "A4", "--disable-javascript", "--disable-external-links", page, made]
    }
  }

  /// A path within an address.
  private static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return path.utf8.map { byte -> String in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "/-._~".unicodeScalars.contains(scalar))
      return isPlain ? String(scalar) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}

/// A folder for a moment, beside a file.
private struct ScratchFolder {
  /// Absolute.
  let path: String

  init(beside target: String) throws {
    let slash = target.lastIndex(of: "/")
    let around = slash.map { String(target[...$0]) } ?? "./"
    var template = Array(
      "\(around.hasPrefix("/") ? "" : Folder.current + "/")\(around)engage-print-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Diagnostic(
        rule: "folder", message: "no folder can be made beside it: \(String(cString: strerror(errno)))",
        file: target,
        hint: "choose a place where you may write")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() { Folder.remove(path) }
}
