import EngageModel
import EngageReport
import EngageSQLite
import EngageStore
import Foundation
import Testing

/// What leaves stands in the ledger, and nothing else does.
@Suite struct ReleaseTests {
  @Test func `a report for partners stands in the ledger, with the file it was written to`() throws {
    try withEvening { engage throws in
      let made = try engage.release("heard.html", to: "Rugby Borough Council")
      #expect(made.errors.contains("Released to Rugby Borough Council"), "\(made.errors)")
      let release = try #require(try engage.ledger().first)
      #expect(release.number == 1 && release.recipient == "Rugby Borough Council")
      #expect(release.recipe == "partner" && release.audience == "partner")
      #expect(release.responses.description == "1-25")
      #expect(release.files.map(\.name) == ["heard.html"])
      #expect(release.files.map(\.digest) == [ContentDigest.of(try engage.read("heard.html"))])
      let shown = try engage.run("releases", "show", "1").output
      #expect(shown.contains("counts 25 responses (1-25) to evening, spring"), "\(shown)")
      #expect(shown.contains("Nothing was hidden."))
      #expect(try engage.run("releases", "list").output.contains("Rugby Borough Council"))
      #expect(try engage.run("doctor").status == 0)
    }
  }

  @Test func `a report for the organisation itself is no release`() throws {
    try withEvening { engage throws in
      #expect(try engage.run("report", "summary", "--event", "spring", "-o", "own.html").status == 0)
      #expect(try engage.run("releases", "list").output == "Nothing has been released yet.\n")
      let refused = try engage.run(
        "report", "summary", "--event", "spring", "--recipient", "Rugby", "-o", "b.html")
      #expect(refused.status == 1 && refused.errors.contains("--audience partner"), "\(refused.errors)")
      #expect(!engage.exists("b.html"))
    }
  }

  @Test func `the same report to the same recipient is one release, however often it is written`() throws {
    try withEvening { engage throws in
      try engage.release("a.xlsx")
      try engage.release("a.html")
      try engage.release("a.html")
      let printed = try engage.run("report", "partner", "--event", "spring", "--format", "json")
      #expect(
        try engage.ledger().map(\.files).map { $0.map(\.name) } == [["a.xlsx", "a.html", "a.html", nil]])
      #expect(try engage.ledger()[0].files[3].digest == ContentDigest.of(printed.output))
      try engage.release("b.html", to: "Rugby")
      #expect(try engage.ledger().map(\.recipient) == ["partners", "Rugby"])
      #expect(try engage.ledger().map(\.released).count == 2)
      #expect(Set(try engage.ledger().map(\.released)).count == 1)
    }
  }

  @Test func `what was counted anew is a release of its own`() throws {
    try withEvening { engage throws in
      try engage.release("a.html")
      // Five of each answer: fewer would tell what they said.
      let gone = ["1", "2", "3", "4", "5", "13", "14", "15", "16", "17"]
      let taken = try engage.run(["responses", "withdraw"] + gone + ["--why", "asked to"])
      #expect(taken.status == 0, "\(taken.errors)")
      try engage.release("b.html")
      #expect(try engage.ledger().map(\.responses.description) == ["1-25", "6-12, 18-25"])
    }
  }

  @Test func `analyses for others are released too, with their charts`() throws {
    try withEvening { engage throws in
      let made = try engage.run(
        "analyse", "frequencies", "--event", "spring", "--audience", "public", "--charts", "charts")
      #expect(made.status == 0, "\(made.errors)")
      let release = try #require(try engage.ledger().first)
      #expect(release.recipient == "the public" && release.recipe == nil)
      #expect(release.files.map(\.name) == ["charts/1-frequencies-role.svg", nil])
    }
  }

  @Test func `a preview says what it is, and leaves no trace`() throws {
    try withEvening { engage throws in
      let before = try engage.storeFiles()
      let shown = try engage.run("report", "partner", "--event", "spring", "--preview")
      #expect(shown.status == 0, "\(shown.errors)")
      #expect(shown.output.contains("PREVIEW"), "\(shown.output)")
      let json = try engage.run("report", "partner", "--event", "spring", "--preview", "--format", "json")
      #expect(try json.report().title.hasPrefix("PREVIEW"))
      #expect(try engage.storeFiles() == before)
      #expect(try engage.ledger().isEmpty)
      for option in [["-o", "a.html"], ["--charts", "charts"]] {
        let refused = try engage.run(["report", "partner", "--event", "spring", "--preview"] + option)
        #expect(refused.status == 64, "\(refused.errors)")
      }
      #expect(!engage.exists("a.html") && !engage.exists("charts"))
    }
  }

  @Test func `a release is written again byte for byte, whatever was stored since`() throws {
    try withEvening { engage throws in
      for ending in ["html", "xlsx", "json", "md"] { try engage.release("a.\(ending)") }
      try engage.run("responses", "withdraw", "3", "--why", "asked to")
      for ending in ["html", "xlsx", "json", "md"] {
        let again = try engage.run("releases", "show", "1", "-o", "b.\(ending)")
        #expect(again.errors.contains("byte for byte"), "\(again.errors)")
        #expect(try engage.bytes("a.\(ending)") == engage.bytes("b.\(ending)"))
      }
      #expect(try engage.ledger().count == 1)
    }
  }

  @Test func `rendering a saved report releases nothing`() throws {
    try withEvening { engage throws in
      try engage.release("a.json")
      #expect(try engage.run("render", "a.json", "-o", "a.html").status == 0)
      #expect(try engage.ledger().map { $0.files.count } == [1])
    }
  }

  @Test func `what was taken back stays, and counts as known unless nobody had read it`() throws {
    try withEvening { engage throws in
      try engage.release("a.html")
      let back = try engage.run("releases", "withdraw", "1", "--why", "wrong council", "--entered-by", "Asha")
      #expect(back.output.contains("Its recipient has seen it"), "\(back.output)")
      #expect(try engage.ledger()[0].isKnown)
      let list = try engage.run("releases", "list").output
      #expect(list.contains("taken back"), "\(list)")
      let again = try engage.run("releases", "withdraw", "1", "--why", "once more")
      #expect(again.status == 1 && again.errors.contains("withdrawn already"), "\(again.errors)")
      let unread = try engage.run("releases", "withdraw", "1", "--why", "in the outbox", "--unread")
      #expect(unread.output.contains("On your word"), "\(unread.output)")
      #expect(try !engage.ledger()[0].isKnown)
      #expect(try engage.run("releases", "withdraw", "1").status == 64)
      #expect(try engage.run("releases", "withdraw", "9", "--why", "x").status == 1)
      try engage.release("b.html")
      #expect(try engage.ledger().map(\.number) == [1, 2])
    }
  }

  @Test func `erasing and withdrawing tell which releases counted the person`() throws {
    try withEvening { engage throws in
      try engage.release("a.html", to: "Rugby Borough Council")
      let asked = try engage.run(["responses", "erase", "7", "--why", "asked to"], input: "no\n")
      #expect(asked.status == 2 && asked.errors.contains("to Rugby Borough Council"), "\(asked.errors)")
      let withdrawn = try engage.run("responses", "withdraw", "8", "--why", "asked to")
      #expect(withdrawn.output.contains("release 1"), "\(withdrawn.output)")
      let erased = try engage.run("responses", "erase", "7", "--why", "asked to", "--yes")
      #expect(erased.output.contains("This release counted what was said"), "\(erased.output)")
      let json = try engage.run(
        "responses", "erase", "8", "--why", "asked to", "--yes", "--format", "json"
      ).json()
      let releases = try #require(json["releases"] as? [[String: Any]])
      #expect(releases.map { $0["to"] as? String } == ["Rugby Borough Council"])
      #expect(releases.map { $0["release"] as? Int } == [1])
      try engage.write("key,session,role\nnew,rugby,parent\n", to: "late.csv")
      try engage.run("import", "late.csv", "--event", "spring")
      let late = try engage.run("responses", "withdraw", "26", "--why", "asked to")
      #expect(late.status == 0 && !late.output.contains("release"), "\(late.output)")
    }
  }

  @Test func `the JSON of the ledger`() throws {
    try withEvening { engage throws in
      try engage.release("a.html", to: "Rugby")
      try engage.run("releases", "withdraw", "1", "--why", "wrong", "--entered-by", "Asha")
      let list = try engage.run("releases", "list", "--to", "rugby", "--format", "json").output
      let plain = list.replacing(/"\d{4}-\d\d-\d\dT[\d:]+Z"/, with: "\"AT\"")
        .replacing("\"by\" : \"\(NSUserName())\"", with: "\"by\" : \"ME\"")
      #expect(
        plain == """
          [
            {
              "at" : "AT",
              "audience" : "partner",
              "by" : "ME",
              "events" : [
                "spring"
              ],
              "files" : [
                "a.html"
              ],
              "known" : true,
              "profile" : "below-5",
              "recipe" : "partner",
              "release" : 1,
              "responses" : 25,
              "surveys" : [
                "evening"
              ],
              "title" : "Spring evening",
              "to" : "Rugby",
              "withdrawn" : {
                "at" : "AT",
                "by" : "Asha",
                "unread" : false,
                "why" : "wrong"
              }
            }
          ]

          """)
      #expect(try engage.run("releases", "list", "--to", "Nobody", "--format", "json").output == "[\n\n]\n")
      let details = try engage.run("releases", "show", "1", "--format", "json").json()
      #expect(
        details.keys.sorted() == [
          "at", "audience", "by", "events", "files", "hidden", "known", "last_change", "numbers", "profile",
          "recipe", "release", "responses", "rules", "sessions", "surveys", "tables", "title", "to",
          "withdrawals", "withdrawn", "written",
        ])
      #expect(details["numbers"] as? String == "1-25")
    }
  }
}
