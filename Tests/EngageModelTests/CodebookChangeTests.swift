import EngageModel
import Testing

@Suite("Codebooks change, and codes given before are understood after") struct CodebookChangeTests {
  private let book = Codebook(
    id: "book", version: 1,
    themes: [
      Theme(
        id: "police", title: "Police", priority: "safety", match: [.phrase("police")],
        exclude: [.phrase("police tape")]
      ),
      Theme(id: "officers", title: "Officers", match: [.phrase("officer*"), .phrase("police")]),
      Theme(
        id: "roads", title: "Roads", themes: [Theme(id: "speed", title: "Speeding", match: [.exact("speed")])]
      ),
    ])

  private func change(_ kind: CodebookChange.Kind) -> CodebookChange {
    CodebookChange(kind, at: "2026-03-01T10:00:00Z", by: "Ada", why: "because")
  }

  private func refusal(_ kind: CodebookChange.Kind) -> String? {
    do throws(Diagnostic) {
      _ = try book.applying(change(kind))
      return nil
    } catch {
      return error.rule
    }
  }

  @Test func `merging joins phrases and exceptions, and old codes follow`() throws {
    let next = try book.applying(change(.merge(["police", "officers"], into: "police", title: nil)))
    #expect(next.version == 2)
    #expect(next.themes.map(\.id) == ["police", "roads"])
    #expect(next.theme("police")?.match == [.phrase("police"), .phrase("officer*")])
    #expect(next.theme("police")?.exclude == [.phrase("police tape")])
    #expect(
      next.history == [
        CodebookRevision(
          version: 2, .merge, ["officers"], into: ["police"], at: "2026-03-01T10:00:00Z", by: "Ada",
          why: "because")
      ])
    #expect(
      next.followed(["roads", "officers"], from: 1) == FollowedThemes(themes: ["police", "roads"]))
    #expect(next.followed(["officers"], from: 2) == FollowedThemes(unknown: ["officers"]))
    #expect(next.formerThemes == ["officers"])
  }

  @Test func `merging into a new name keeps the first theme's place`() throws {
    let next = try book.applying(change(.merge(["police", "officers"], into: "policing", title: "Policing")))
    #expect(next.themes.map(\.id) == ["policing", "roads"])
    #expect(next.theme("policing")?.priority == "safety")
    #expect(next.followed(["police", "officers"], from: 1).themes == ["policing"])
  }

  @Test func `what was coded with a theme that was split is to be coded again`() throws {
    let parts = [
      CodebookChange.NewTheme(id: "slow", title: "Slow"), CodebookChange.NewTheme(id: "rude", title: "Rude"),
    ]
    let second = try book.applying(change(.split("officers", into: parts)))
    #expect(second.theme("officers")?.themes.map(\.id) == ["slow", "rude"])
    #expect(
      second.followed(["officers"], from: 1) == FollowedThemes(themes: ["officers"], split: ["officers"]))
    #expect(second.followed(["officers", "rude"], from: 2) == FollowedThemes(themes: ["officers", "rude"]))
    let third = try second.applying(change(.merge(["slow", "rude"], into: "rude", title: nil)))
    #expect(third.followed(["officers", "slow"], from: 2).themes == ["officers", "rude"])
  }

  @Test func `a chain of merges is followed to its end, whatever is added under an old name later`() throws {
    var chain = book
    chain.themes = [Theme(id: "c", title: "C", match: [.phrase("c")])]
    chain.version = 3
    chain.history = [
      CodebookRevision(version: 2, .merge, ["a"], into: ["b"]),
      CodebookRevision(version: 3, .merge, ["b"], into: ["c"]),
    ]
    #expect(chain.followed(["a"], from: 1).themes == ["c"])
    #expect(chain.followed(["b"], from: 2).themes == ["c"])
    #expect(chain.followed(["a"], from: 2).unknown == ["a"])
  }

  @Test func `what can't be done is said, and nothing is done`() {
    let new = CodebookChange.NewTheme(id: "new", title: "New")
    #expect(
      refusal(.add(CodebookChange.NewTheme(id: "speed", title: "Speed"), under: nil)) == "duplicate-name")
    #expect(refusal(.add(CodebookChange.NewTheme(id: "Speed it", title: "Speed"), under: nil)) == "bad-name")
    #expect(refusal(.add(CodebookChange.NewTheme(id: "x", title: "  "), under: nil)) == "no-title")
    #expect(refusal(.add(new, under: "nowhere")) == "unknown-theme")
    #expect(refusal(.merge(["police", "nobody"], into: "police", title: nil)) == "unknown-theme")
    #expect(refusal(.merge(["police"], into: "police", title: nil)) == "nothing-to-merge")
    #expect(refusal(.merge([], into: "police", title: nil)) == "nothing-to-merge")
    #expect(refusal(.merge(["roads", "police"], into: "police", title: nil)) == "has-sub-themes")
    #expect(refusal(.split("police", into: [new])) == "nothing-to-split")
    #expect(refusal(.split("police", into: [new, new])) == "duplicate-name")
    #expect(refusal(.rename("police", title: "Police")) == "no-title")
    #expect(refusal(.rename("police", title: " ")) == "no-title")
  }

  @Test func `a name that was merged away is not given again, and leads to the theme it became`() throws {
    let next = try book.applying(change(.merge(["officers"], into: "police", title: nil)))
    let again = CodebookChange.NewTheme(id: "officers", title: "Officers")
    #expect(throws: Diagnostic.self) { try next.applying(change(.add(again, under: nil))) }
    do throws(Diagnostic) {
      _ = try next.applying(change(.rename("officers", title: "X")))
      Issue.record("nothing was refused")
    } catch {
      #expect(error.message.contains("merged into “police”"))
    }
  }
}
