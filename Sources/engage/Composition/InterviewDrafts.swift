import EngageFiles
import EngageModel
import EngageSheets
import FoundationEssentials
import Glibc

/// What an interview keeps after each answer, so that nothing typed is lost.
protocol InterviewDraft: Codable, Hashable {
  /// What it makes: `survey`, `event`.
  static var kind: String { get }
  /// How files and commands are to call it; empty where that was not asked yet.
  var nameInFiles: String { get }
  var summary: String { get }
  var isEmpty: Bool { get }
  var isReadable: Bool { get }
}

/// The unfinished interviews of a workspace: hidden files in `Surveys/`, one for each.
struct InterviewDrafts<Draft: InterviewDraft> {
  let folder: String

  init(in workspace: Workspace) { folder = workspace.surveysFolder }

  private static var start: String { ".new-\(Draft.kind)-" }

  /// Those that can be gone on with, by the paths of their files.
  func unfinished() -> [(path: String, draft: Draft)] {
    Folder.hiddenFiles(in: folder, beginning: Self.start, ending: ".json").compactMap { path in
      guard let bytes = try? WholeFile.bytes(path),
        let draft = try? JSONDecoder().decode(Draft.self, from: Data(bytes)), draft.isReadable
      else { return nil }
      return (path, draft)
    }
  }

  /// A file for another one.
  func newFile() -> InterviewDraftFile {
    var number = 1
    while access(path(number), F_OK) == 0 { number += 1 }
    return InterviewDraftFile(path: path(number), bytes: nil)
  }

  private func path(_ number: Int) -> String { "\(folder)/\(Self.start)\(number).json" }
}

/// The file of one unfinished interview.
struct InterviewDraftFile {
  let path: String
  /// What this program wrote there last, or found there.
  private var bytes: [UInt8]?

  init(path: String, bytes: [UInt8]?) {
    self.path = path
    self.bytes = bytes
  }

  /// - Throws: `SheetFileError` where it can't be read.
  init(existing path: String) throws { self.init(path: path, bytes: try WholeFile.bytes(path)) }

  /// Puts a draft on disk.
  /// - Throws: `Diagnostic` where another program has written there since; `SheetFileError`.
  mutating func keep(_ draft: some InterviewDraft) throws {
    let written = access(path, F_OK) == 0 ? try WholeFile.bytes(path) : nil
    guard written == bytes else {
      throw Diagnostic(
        rule: "changed-elsewhere", message: "this is being worked on in another window, too", file: path,
        hint: "go on there; here nothing more is kept")
    }
    let new = try JSON.bytes(draft)
    if written == nil, let slash = path.lastIndex(of: "/") {
      try Folder.make(String(path[..<slash]), mode: 0o700)
    }
    try AtomicOutput.write(new, to: path, access: .ownerOnly)
    bytes = new
  }

  /// Puts the file elsewhere: what it holds is finished, and may be gone back to. Nothing moves where nothing was kept.
  /// - Throws: `Diagnostic` where that can't be done.
  func move(to path: String) throws {
    guard bytes != nil, rename(self.path, path) != 0 else { return }
    throw Diagnostic(
      rule: "file", message: "what was typed can't be kept: \(String(cString: strerror(errno)))", file: path)
  }

  /// Takes the file away: what it held is finished.
  func remove() { if bytes != nil { unlink(path) } }
}

extension Folder {
  /// The paths of hidden files with such names, sorted.
  static func hiddenFiles(in path: String, beginning start: String, ending end: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(start), name.hasSuffix(end) { found.append("\(path)/\(name)") }
    }
    return found.sorted()
  }
}
