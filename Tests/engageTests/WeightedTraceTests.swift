import EngageReport
import Foundation
import Testing

/// Figures of weighted reports, and of those that say how they were weighted.
@Suite struct WeightedTraceTests {
  @Test func theWeightsOfTheResponsesAddUpToTheFigure() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      try engage.write(
        """
        survey: club
        version: 1
        title: "Club evening"
        questions:
          - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
          - {type: decimal, name: w, label: "Weight"}

        """, to: "Surveys/club/survey.v1.yaml")
      try engage.write(
        """
        event: club-2026
        survey: club
        title: "Club 2026"
        sessions:
          - {session: rugby, place: "Rugby", date: 2026-09-24, attended: 40}

        """, to: "Surveys/club/events/club-2026.yaml")
      let rows = (1...20).map { "\($0),rugby,\($0 % 4 == 0 ? "yes" : "no"),\($0 % 2 == 0 ? "1.5" : "0.5")" }
      try engage.write((["key,session,aware,w"] + rows).joined(separator: "\n") + "\n", to: "club.csv")
      try engage.run("import", "club.csv", "--event", "club-2026")
      let made = try engage.run(
        "analyse", "frequencies", "--question", "aware", "--event", "club-2026", "--weights", "w", "-o",
        "r.json")
      #expect(made.status == 0, "\(made.errors)")
      let report = try Report(json: Array(try engage.read("r.json").utf8))
      #expect(report.sources.weights == "w")
      let address = try report.figure("aware/yes/share")
      let value = try #require(report.sections[0].cell(at: address.place)?.amount)
      let trace = try engage.run("trace", "r.json", "aware/yes/share", "--format", "json").json()
      #expect((trace["responses"] as? [Any])?.count == 5 && trace["sum"] as? Double == value && value == 7.5)
      #expect(try engage.run("trace", "r.json").output.contains("every figure would be the same"))
    }
  }
}
