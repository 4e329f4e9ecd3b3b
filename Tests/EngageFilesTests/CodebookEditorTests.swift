import EngageModel
import Testing

@testable import EngageFiles

@Suite("A codebook's file gets its next version line by line") struct CodebookEditorTests {
  private static let text = """
    # What people say.
    codebook: concerns   # its name
    version: 1
    title: "Concerns"
    themes:
      # The first one.
      - theme: police
        title: "The police"   # as they say it
        match: ["police", "officer*"]  # two phrases

      - theme: traffic
        title: Traffic
        match:
          - "speeding"  # most of all
          - {pattern: "park(ed|ing)"}
        exclude: ["parking meter"]

      - theme: parks
        title: 'The ''parks'''
        match: [
          "park",   # the place
          "green space",
        ]

    # The end.
    """

  private func edited(
    _ kind: CodebookChange.Kind, _ text: String = text, why: String? = nil
  ) throws -> CodebookEditor.Edited {
    try CodebookEditor.next(
      of: text, path: "codebook.concerns.yaml", CodebookChange(kind, at: "2026-03-01", by: "Ada", why: why))
  }

  /// Lines that are new, and lines that are gone.
  private func difference(_ before: String, _ after: String) -> (new: [String], gone: [String]) {
    let (old, new) = (before.split(separator: "\n"), after.split(separator: "\n"))
    let changes = new.difference(from: old)
    return (
      changes.insertions.map { if case .insert(_, let line, _) = $0 { String(line) } else { "" } },
      changes.removals.map { if case .remove(_, let line, _) = $0 { String(line) } else { "" } }
    )
  }

  @Test func `a new theme stands at the end, and all else stays`() throws {
    let next = try edited(.add(CodebookChange.NewTheme(id: "bins", title: "Bins: \"full\""), under: nil))
    #expect(next.codebook.version == 2)
    let (new, gone) = difference(Self.text, next.text)
    #expect(gone == ["version: 1"])
    #expect(
      new == [
        "version: 2", "  - theme: bins", "    title: \"Bins: \\\"full\\\"\"", "    match: []", "history:",
        "  - {version: 2, what: add, themes: [bins], at: \"2026-03-01\", by: \"Ada\"}",
      ])
  }

  @Test func `version after version is added`() throws {
    var text = Self.text
    for number in 1...5 {
      text = try edited(
        .add(CodebookChange.NewTheme(id: Theme.ID("t\(number)"), title: "T"), under: nil), text
      ).text
    }
    let codebook = try #require(CodebookFile.read(text: text, path: "codebook.concerns.yaml").value)
    #expect(codebook.version == 6)
    #expect(codebook.history.map(\.themes) == [["t1"], ["t2"], ["t3"], ["t4"], ["t5"]])
    #expect(codebook.themes.map(\.id).suffix(2) == ["t4", "t5"])
  }

  @Test func `a title is written in its place, whatever quotes it has, and the remark beside it stays`()
    throws
  {
    for (theme, line) in [
      ("police", "    title: \"Called so\"   # as they say it"), ("traffic", "    title: \"Called so\""),
      ("parks", "    title: \"Called so\""),
    ] {
      let next = try edited(.rename(Theme.ID(theme), title: "Called so"), why: "asked to [twice]")
      #expect(difference(Self.text, next.text).new.contains(line))
      #expect(next.codebook.history.last?.why == "asked to [twice]")
    }
  }

  @Test(arguments: ["police", "traffic", "parks"])
  func `phrases go to the end of a list, however it is laid out`(_ into: String) throws {
    let others = ["police", "traffic", "parks"].filter { $0 != into }.map { Theme.ID($0) }
    let next = try edited(.merge(others, into: Theme.ID(into), title: nil))
    #expect(next.codebook.themes.map(\.id.rawValue) == [into])
    #expect(next.codebook.themes[0].match.count == 6)
    #expect(next.codebook.themes[0].exclude == [.phrase("parking meter")])
    #expect(next.text.contains("# What people say.") && next.text.contains("# The end."))
  }

  @Test func `several become one under a new name, in the first one's place`() throws {
    let next = try edited(.merge(["traffic", "parks"], into: "streets", title: "Streets"))
    #expect(next.codebook.themes.map(\.id) == ["police", "streets"])
    #expect(next.text.contains("- \"speeding\"  # most of all"))
    #expect(next.codebook.theme("streets")?.match.last == .phrase("green space"))
  }

  @Test func `parts of a split stand under the theme`() throws {
    let parts = [
      CodebookChange.NewTheme(id: "slow", title: "Slow"), CodebookChange.NewTheme(id: "rude", title: "Rude"),
    ]
    let next = try edited(.split("police", into: parts))
    #expect(next.codebook.theme("police")?.themes.map(\.id) == ["slow", "rude"])
    let (new, gone) = difference(Self.text, next.text)
    #expect(gone == ["version: 1"])
    #expect(new.contains("    themes:") && new.contains("      - theme: slow"))
    let more = try edited(
      .split("rude", into: [.init(id: "loud", title: "Loud"), .init(id: "late", title: "Late")]), next.text)
    #expect(more.codebook.theme("rude")?.themes.count == 2)
  }

  @Test func `Windows line ends stay`() throws {
    let text = Self.text.replacing("\n", with: "\r\n")
    let next = try edited(.add(CodebookChange.NewTheme(id: "bins", title: "Bins"), under: nil), text)
    #expect(next.text.unicodeScalars.count { $0 == "\n" } == next.text.unicodeScalars.count { $0 == "\r" })
  }

  @Test func `the shipped codebooks can be changed, and nothing in them is lost`() throws {
    let root = try #require(Repository.root)
    for folder in ["we-stand-together", "our-families-our-future"] {
      let workspace = Workspace(at: root)
      for file in workspace.codebooks(of: Survey.ID(folder)) {
        let text = try #require(CodebookFile.text(at: file.path))
        let book = try #require(CodebookFile.read(text: text, path: file.path).value)
        let leaves = book.flattened.map(\.theme).filter { $0.themes.isEmpty }
        var kinds: [CodebookChange.Kind] = [
          .add(.init(id: "brand-new", title: "Brand new"), under: nil),
          .merge([leaves[0].id, leaves[1].id], into: leaves[1].id, title: "Both"),
        ]
        for theme in leaves {
          kinds.append(.rename(theme.id, title: "Another \(theme.title)"))
          kinds.append(
            .split(theme.id, into: [.init(id: "one-x", title: "One"), .init(id: "two-x", title: "Two")]))
        }
        for kind in kinds {
          let next = try CodebookEditor.next(
            of: text, path: file.path, CodebookChange(kind, at: "2026-03-01", by: "Ada"))
          #expect(next.codebook.version == book.version + 1)
          let remarks = text.split(separator: "\n").filter { $0.hasPrefix("#") }
          #expect(remarks.allSatisfy { next.text.contains($0) })
        }
      }
    }
  }

  @Test func `a layout that can't be changed by lines is refused, and so is a codebook with errors`() {
    let flow = "{codebook: concerns, version: 1, themes: [{theme: a, title: A, match: [a]}]}"
    for (text, rule) in [(flow, "codebook-layout"), ("codebook: concerns\nthemes: []", "no-themes")] {
      do {
        _ = try edited(.add(CodebookChange.NewTheme(id: "bins", title: "Bins"), under: nil), text)
        Issue.record("nothing was refused")
      } catch let error as DiagnosticsError {
        #expect(error.diagnostics.map(\.rule) == [rule])
      } catch {
        Issue.record(error)
      }
    }
  }
}
