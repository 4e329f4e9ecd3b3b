import EngageTesting
import Foundation
import Testing

/// Questionnaires come in from other programs and go out to them.
@Suite struct SurveyFormTests {
  private static let form = """
    survey,,,,
    ,type,name,label,relevant
    ,select_one yes_no,aware,Do you know how to report a hate crime?,
    ,text,how,How would you?,${aware} = 'yes'
    ,geopoint,where,Where was it?,
    choices,,,,
    ,list_name,name,label,
    ,yes_no,yes,Yes,
    ,yes_no,no,No,
    """

  @Test func aFormBecomesASurveyThatIsInOrder() throws {
    try withWorkspace { engage throws in
      try engage.write(Self.form, to: "form.csv")
      let imported = try engage.run("survey", "import", "form.csv", "--survey", "awareness")
      #expect(imported.status == 0, "\(imported.errors)")
      #expect(imported.output.contains("Surveys/awareness/survey.v1.yaml"))
      #expect(imported.output.contains("Left out: where"))
      #expect(imported.errors.contains("“where” is left out"))
      let check = try engage.run("survey", "check", "awareness")
      #expect(check.status == 0, "\(check.errors)")
      let shown = try engage.run("survey", "show", "awareness", "--format", "json").json()
      #expect(
        (shown["questions"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["aware", "how"])
    }
  }

  @Test func aFileThatIsThereStaysAsItIs() throws {
    try withWorkspace { engage throws in
      try engage.write(Self.form, to: "form.csv")
      try engage.run("survey", "import", "form.csv", "--survey", "awareness")
      let before = try engage.read("Surveys/awareness/survey.v1.yaml")
      let again = try engage.run("survey", "import", "form.csv", "--survey", "awareness", "--format", "json")
      #expect(again.status == 1)
      #expect(again.output.contains("--version 2"))
      #expect(try engage.read("Surveys/awareness/survey.v1.yaml") == before)
      let next = try engage.run("survey", "import", "form.csv", "--survey", "awareness", "--version", "2")
      #expect(next.status == 0, "\(next.errors)")
      #expect(try engage.read("Surveys/awareness/survey.v2.yaml").contains("version: 2"))
    }
  }

  @Test func aFormWithErrorsIsToldCellByCellAndNothingIsWritten() throws {
    try withWorkspace { engage throws in
      let broken = Self.form.replacing("${aware} = 'yes'", with: "${awre} = 'yes'").replacing(
        "select_one yes_no", with: "select_one yesno")
      try engage.write(broken, to: "form.csv")
      let result = try engage.run("survey", "import", "form.csv", "--survey", "awareness", "--format", "json")
      #expect(result.status == 1)
      let problems = try #require(try result.json()["diagnostics"] as? [[String: Any]])
      let errors = problems.filter { $0["severity"] as? String == "error" }
      #expect(errors.compactMap { $0["cell"] as? String } == ["B3", "E4"])
      #expect(!engage.exists("Surveys/awareness"))
    }
  }

  @Test func aSurveySentOutComesBackTheSame() throws {
    try withWorkspace { engage throws in
      let exported = try engage.run("survey", "export", "we-stand-together", "-o", "form.xlsx")
      #expect(exported.status == 0, "\(exported.errors)")
      let imported = try engage.run(
        "survey", "import", "form.xlsx", "--survey", "we-stand-together", "--version", "2")
      #expect(imported.status == 0, "\(imported.errors)")
      func page(_ version: String) throws -> String {
        try engage.run("survey", "show", "we-stand-together", "--version", version).output
          .replacing("version \(version)", with: "version")
      }
      #expect(try page("2") == page("1"))
      #expect(
        try engage.read("Surveys/we-stand-together/survey.v2.yaml").contains("include: equality-monitoring"))
    }
  }

  @Test func anotherNameThanAWorkbooksIsRefused() throws {
    try withWorkspace { engage throws in
      let result = try engage.run("survey", "export", "game-on", "-o", "form.doc")
      #expect(result.status == 1)
      #expect(result.errors.contains(".xlsx"))
    }
  }

  @Test func aDictionaryOfREDCapBecomesASurvey() throws {
    guard let data = RepositoryFolder.shared("data/redcap-fixtures") else { return }
    try withWorkspace { engage throws in
      let file = data + "/simple__dictionary.csv"
      let result = try engage.run("survey", "import", file, "--survey", "health", "-o", "-")
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output.contains("calculation: \"round((${weight} * 10000) div (pow((${height}), 2)), 1)\""))
      #expect(!engage.exists("Surveys/health"))
    }
  }
}
