import Foundation
import Testing

@Suite("engage form")
struct FormCommandTests {
  /// Whether there is a program to make PDFs and one to read them.
  static let canReadPDF: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    func isThere(_ program: String) -> Bool {
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
    let isMade = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].contains(
      where: isThere)
    let isRead = isThere("pdftotext") && isThere("pdfinfo")
    if !isMade { print("SKIPPED: neither Chromium nor Chrome is there, so no PDF of a form is made") }
    if !isRead { print("SKIPPED: pdftotext and pdfinfo are not there, so no PDF of a form is read back") }
    return isMade && isRead
  }()

  @Test("A form lands in Exports, named after survey, language and size")
  func defaults() throws {
    try withWorkspace { engage in
      let result = try engage.run("form", "--survey", "we-stand-together", "--language", "pl", "--large")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.hasPrefix("Written: Exports/we-stand-together-form-pl-large.html"))
      #expect(try engage.read("Exports/we-stand-together-form-pl-large.html").contains("Numer formularza"))
      #expect(result.errors.contains("warning[untranslated]") && result.errors.contains("note[no-notice]"))
    }
  }

  @Test(
    "With an event its notice, with a session its place is printed; the other sheets have names of their own")
  func eventAndSheets() throws {
    try withWorkspace { engage in
      let place = ["--event", EngageProgram.event, "--session", "rugby"]
      #expect(try engage.run(["form"] + place).status == 0)
      let form = try engage.read("Exports/we-stand-together-form.html")
      #expect(form.contains("We Stand Together 2019, Rugby, 8 October 2019"))
      #expect(form.contains("Kept until 31 December 2029"))
      #expect(try engage.run(["form", "--table-notes"] + place).status == 0)
      #expect(
        try engage.read("Exports/we-stand-together-table-notes.html").contains("What concerns you most?"))
      #expect(try engage.run(["form", "--sign-in"] + place).status == 0)
      #expect(
        try engage.read("Exports/we-stand-together-2019-rugby-sign-in.html").contains("Counted in the room"))
    }
  }

  @Test("JSON says what was written")
  func json() throws {
    try withWorkspace { engage in
      let result = try engage.run("form", "--survey", "game-on", "--format", "json", "-o", "f.html")
      let json = try result.json()
      #expect(json["file"] as? String == "f.html")
      #expect((json["diagnostics"] as? [[String: Any]])?.first?["rule"] as? String == "no-notice")
    }
  }

  @Test("Numbers give a copy each")
  func numbers() throws {
    try withWorkspace { engage in
      #expect(
        try engage.run("form", "--survey", "game-on", "--numbers", "R-08..R-11", "-o", "f.html").status == 0)
      let html = try engage.read("f.html")
      #expect(html.components(separatedBy: "<main").count == 5)
      for number in ["R-08", "R-09", "R-10", "R-11"] { #expect(html.contains("<strong>\(number)</strong>")) }
    }
  }

  @Test(
    "What can't be printed is refused in plain words",
    arguments: [
      (["--survey", "we-stand-together", "--language", "de"], "is not in the language “de”", Int32(1)),
      (["--survey", "we-stand-togethr"], "did you mean “we-stand-together”?", 1),
      (["--survey", "game-on", "-o", "form.docx"], "a form is written as HTML or PDF", 1),
      (["--survey", "game-on", "--numbers", "9..3"], "comes before the first", 1),
      (["--survey", "game-on", "--numbers", "A1..B2"], "the same before them", 1),
      (["--survey", "game-on", "--numbers", "1..99999"], "99999 copies; at most 1000", 1),
      (["--survey", "game-on", "--numbers", "many"], "must end in digits", 1),
      (
        ["--survey", "game-on", "--event", "we-stand-together-2019"],
        "belongs to the survey we-stand-together", 1
      ),
      (["--event", "we-stand-together-2019", "--session", "rugbee"], "did you mean rugby?", 1),
      (["--event", "we-stand-together-2019", "--sign-in"], "say for which", 1),
      (["--event", "wrap-training-2019-20"], "has no survey", 1),
      (["--survey", "game-on", "--sign-in", "--table-notes"], "name one", 64),
      (["--survey", "game-on", "--table-notes", "--numbers", "1..2"], "goes with a questionnaire", 64),
    ])
  func refused(arguments: [String], words: String, status: Int32) throws {
    try withWorkspace { engage in
      let result = try engage.run(["form"] + arguments)
      #expect(result.status == status)
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(!engage.exists("form.docx"))
    }
  }

  @Test("Without a program that makes PDFs the HTML is written, and what to do is said")
  func noConverter() throws {
    try withWorkspace { engage in
      let process = engage.process(["form", "--survey", "game-on", "-o", "f.pdf"])
      process.environment = ["PATH": "\(engage.folder)/nothing"]
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 1)
      #expect(words.contains("no program that makes PDFs") && words.contains("apt install chromium"))
      #expect(words.contains("open f.html") && engage.exists("f.html") && !engage.exists("f.pdf"))
    }
  }

  @Test("A program that fails leaves the HTML, an older PDF as it was, and nothing else")
  func failingConverter() throws {
    try withWorkspace { engage in
      try engage.write("#!/bin/sh\nexit 3\n", to: "bin/chromium")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: engage.path("bin/chromium"))
      try engage.write("older", to: "f.pdf")
      let process = engage.process(["form", "--survey", "game-on", "-o", "f.pdf"])
      process.environment = ["PATH": engage.path("bin")]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 1)
      #expect(try engage.read("f.pdf") == "older")
      let left = try FileManager.default.contentsOfDirectory(atPath: engage.folder)
      #expect(Set(left) == ["Surveys", "bin", "f.pdf", "f.html"])
    }
  }

  @Test("Where the machine has no font for the language, that is told; the program is kept off the network")
  func noFont() throws {
    try withWorkspace { engage in
      let chromium = """
        #!/bin/sh
        for word; do case $word in
          --print-to-pdf=*) made=${word#--print-to-pdf=};;
          "--host-resolver-rules=MAP * ~NOTFOUND") cut=yes;;
        esac; done
        [ "$cut" = yes ] && printf '%%PDF-1.4' > "$made"
        """
      try engage.write(chromium, to: "bin/chromium")
      try engage.write("#!/bin/sh\n", to: "bin/fc-list")
      for program in ["bin/chromium", "bin/fc-list"] {
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: engage.path(program))
      }
      let process = engage.process([
        "form", "--survey", "we-stand-together", "--language", "pa", "-o", "f.pdf",
      ])
      process.environment = ["PATH": engage.path("bin")]
      let errors = Pipe()
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(words)")
      #expect(words.contains("warning[no-font]: this machine has no font for “pa”"))
      #expect(try engage.read("f.pdf") == "%PDF-1.4")
      #expect(try FileManager.default.contentsOfDirectory(atPath: engage.folder).count == 3)
    }
  }

  @Test("The PDF is A4, has every label, and keeps each question on one page", .enabled(if: canReadPDF))
  func pdf() throws {
    try withWorkspace { engage in
      let result = try engage.run("form", "--survey", "we-stand-together", "-o", "a form.pdf")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains("made by "))
      let about = try tool("pdfinfo", [engage.path("a form.pdf")])
      #expect(about.contains("(A4)"))
      let pages = try tool("pdftotext", ["-layout", engage.path("a form.pdf"), "-"])
        .components(separatedBy: "\u{c}").map {
          $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
      for label in [
        "1. Which best describes you?", "Other, please say:", "4a The police",
        "9. What concerns you most?", "24. What is your legal marital", "Page 1 / ",
      ] {
        #expect(pages.contains { $0.contains(label) }, "\(label)")
      }
      let whole = pages.first { $0.contains("2. How safe do you feel by day?") }
      #expect(whole?.contains("Don't know") == true)
      #expect(!engage.exists("a form.html"))
    }
  }

  /// What a program prints.
  private func tool(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
