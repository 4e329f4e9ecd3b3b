import EngageModel
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Glibc
import Testing

/// Coding as people do it: in lines from a pipe, and on a terminal of its own.
@Suite(.timeLimit(.minutes(3))) struct CodingTests {
  static let survey = """
    survey: evening
    version: 1
    title: "Evening"
    questions:
      - {type: text, name: concerns, label: "What concerns you most?", codebook: themes}
    """
  static let codebook = """
    # Themes of the evening.
    codebook: themes
    version: 1
    title: "Evening themes"
    themes:
      - theme: police
        title: "The police"  # and the lack of them
        match: ["police", "officer*"]
      - theme: buses
        title: "Buses"
        match: ["bus", "buses"]
      - theme: litter
        title: "Litter"
        match: ["litter"]
    """
  static let event = """
    event: autumn
    survey: evening
    title: "Autumn evening"
    sessions:
      - {session: rugby, place: "Rugby", date: 2019-09-24, attended: 20}
    """

  /// A workspace with six comments.
  private func withComments(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(Self.survey, to: "Surveys/evening/survey.v1.yaml")
      try engage.write(Self.codebook, to: "Surveys/evening/codebook.themes.yaml")
      try engage.write(Self.event, to: "Surveys/evening/events/autumn.yaml")
      try engage.write(
        "form,concerns\n1,no buses\n2,\"police, buses\"\n3,litter\n4,dark streets\n5,noise\n6,more police\n",
        to: "forms.csv")
      let imported = try engage.run(
        "import", "forms.csv", "--event", "autumn", "--session", "rugby", "--key", "form")
      #expect(imported.status == 0, "\(imported.errors)")
      try body(engage)
    }
  }

  private func codes(_ engage: EngageProgram, _ coder: String? = nil) throws -> [String] {
    try SQLiteStore.forReading(path: engage.path("engage.sqlite"))
      .codes(CodeQuery(survey: "evening", coder: coder)).map {
        "\($0.response) \($0.themes.map(\.rawValue).joined(separator: " "))"
      }
  }

  @Test func `comments are coded in lines, and the next sitting goes on`() throws {
    try withComments { engage throws in
      let first = try engage.run(
        "code", "--coder", "Ada", input: "2\npolice bus\n/n Street lights\n/q\n")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output.contains("Comment 1 of 6 · 0 of 6 coded"))
      #expect(first.output.contains("2 comments coded in this sitting; 2 of 6 are coded."))
      #expect(try codes(engage) == ["1 buses", "2 police buses"])
      let second = try engage.run("code", "--coder", " ada", input: "4\n0\n")
      #expect(second.status == 0)
      #expect(second.output.contains("Comment 3 of 6 · 2 of 6 coded") && !second.output.contains("no buses"))
      #expect(try codes(engage, "Ada") == ["1 buses", "2 police buses", "3 street-lights", "4 "])
      let history = try engage.run("responses", "history", "2")
      #expect(history.output.contains("coded by Ada with themes: concerns: not coded → police, buses"))
    }
  }

  @Test func `a new theme is the codebook's next version; the one before is kept beside it`() throws {
    try withComments { engage throws in
      _ = try engage.run("code", "--coder", "Ada", input: "/n Street lights\n4\n")
      let text = try engage.read("Surveys/evening/codebook.themes.yaml")
      #expect(text.contains("# and the lack of them") && text.contains("- theme: street-lights"))
      #expect(try engage.read("Surveys/evening/history/codebook.themes.v1.yaml") == Self.codebook)
      let list = try engage.run("codebook", "list", "--format", "json")
      #expect(list.output.contains("\"version\" : 2") && !list.output.contains("v1"))
      let history = try engage.run("codebook", "history", "themes")
      #expect(history.output.contains("added street-lights  [new while coding]"))
      #expect(try engage.run("codebook", "check", "themes").status == 0)
    }
  }

  @Test func `merged themes take their codes along; a split one is coded again`() throws {
    try withComments { engage throws in
      _ = try engage.run("code", "--coder", "Ada", input: "2\n1 2\n3\n0\n0\n1\n")
      let merged = try engage.run(
        "codebook", "merge", "themes", "litter", "buses", "--into", "streets", "--title", "Streets", "--why",
        "few")
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(merged.output.contains("Three comments count for streets now."))
      #expect(
        try engage.run("code", "--coder", "Ada", input: "").output.contains("All comments are coded: 6."))
      let split = try engage.run(
        "codebook", "split", "themes", "police", "--into", "Police response", "--into", "Police presence")
      #expect(split.output.contains("Two comments are to be coded again: engage code --survey evening"))
      let again = try engage.run(
        "code", "--coder", "Ada", input: "police-response streets\npolice-presence\n")
      #expect(again.output.contains("4 of 6 coded"))
      #expect(
        try codes(engage) == [
          "1 buses", "2 police-response streets", "3 litter", "4 ", "5 ", "6 police-presence",
        ])
      let renamed = try engage.run("codebook", "rename", "themes", "police", "--title", "Policing")
      #expect(renamed.output.contains("version 4 now; the one before is kept as Surveys/evening/history/"))
      let shown = try engage.run("codebook", "show", "themes")
      #expect(
        shown.output.contains("Policing") && shown.output.contains("Ada coded six comments of concerns"))
      let texts = try engage.run(
        "texts", "--survey", "evening", "--question", "concerns", "--theme", "police")
      #expect(texts.output.contains("more police"), "rules still find the theme that was split")
    }
  }

  @Test func `a second coder is given a sample in an order of their own, and sees nothing of the first`()
    throws
  {
    try withComments { engage throws in
      _ = try engage.run("code", "--coder", "Ada", input: "/m secret\n2\n1 2\n3\n0\n0\n1\n")
      let drawn = try engage.run(
        "code", "--coder", "Ben", "--second", "--sample", "50%", "--seed", "7", input: "1\n")
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(drawn.output.contains("0 of 3 coded") && !drawn.output.contains("secret"))
      #expect(!drawn.output.contains("  x "))
      let again = try engage.run("code", "--coder", "Ben", "--second", input: "1\n1\n")
      #expect(again.output.contains("1 of 3 coded") && again.output.contains("All comments are coded: 3."))
      let given = try codes(engage, "Ben")
      #expect(given.count == 3)
      for (arguments, rule) in [
        (["--coder", "Ada", "--second"], "coded-first"), (["--coder", "Ben"], "second-coder"),
        (["--coder", "Ben", "--second", "--sample", "60"], "drawn-already"),
        (["--coder", "Cy", "--question", "concern"], "unknown-question"),
        (["--coder", "Cy", "--codebook", "theme"], "unknown-codebook"), (["--coder", " "], "no-coder"),
      ] {
        let refused = try engage.run(["code"] + arguments, input: "1\n")
        #expect(refused.status == 1 && refused.errors.contains(rule), "\(refused.errors)")
      }
      #expect(try codes(engage, "Ada").count == 6)
    }
  }

  @Test func `what is held back is never shown to a coder`() throws {
    try withComments { engage throws in
      let store = try SQLiteStore(path: engage.path("engage.sqlite"))
      let place = SessionReference(event: "autumn", session: "rugby")
      try store.restrict(
        RestrictedText(
          id: "w", survey: "evening", session: place, question: "concerns", text: "litter",
          flagged: Occasion(at: "2026-03-01T10:00:00Z", by: "Ada", why: "a worry")), ofResponse: 3)
      let coded = try engage.run("code", "--coder", "Ada", input: "1\n1\n1\n1\n1\n1\n")
      #expect(coded.output.contains("All comments are coded: 5.") && !coded.output.contains("  litter\n"))
    }
  }

  @Test func `a change that can't be made leaves the file as it is, and says why`() throws {
    try withComments { engage throws in
      for (arguments, rule) in [
        (["merge", "themes", "police", "bus", "--into", "police"], "unknown-theme"),
        (["merge", "themes", "police", "--into", "police"], "nothing-to-merge"),
        (["split", "themes", "police", "--into", "One"], "nothing-to-split"),
        (["rename", "themes", "police", "--title", "The police"], "no-title"),
        (["rename", "nothing", "police", "--title", "The police"], "unknown-codebook"),
      ] {
        let refused = try engage.run(["codebook"] + arguments)
        #expect(refused.status == 1 && refused.errors.contains(rule), "\(refused.errors)")
      }
      #expect(try engage.read("Surveys/evening/codebook.themes.yaml") == Self.codebook)
      #expect(!engage.exists("Surveys/evening/history"))
    }
  }
}
