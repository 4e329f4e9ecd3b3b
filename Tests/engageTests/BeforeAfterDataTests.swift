import EngageReport
import EngageTesting
import Foundation
import Testing

/// Before and after in a real survey and in the shipped sample, from the file to the figures.
@Suite struct BeforeAfterDataTests {
  static let data = RepositoryFolder.shared("data/carpentries-longterm-2020-04")

  /// The Carpentries' long-term survey: how often tools were used before and after a workshop. The draft finds the order
  /// and the pair ("I had not …", "I have not …"). Figures by SciPy 1.17 over the file: `wilcoxon` for W, p exact over all
  /// assignments of signs, `ttest_1samp` for the interval, `binomtest` for the sign test.
  @Test(.enabled(if: data != nil))
  func theDraftOfARealSurveyComparesBeforeAndAfter() throws {
    let file = "\(try #require(Self.data))/20200326-longterm-other_questions-no-open.csv"
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      let drafted = try engage.run("survey", "draft", file, "--survey", "carpentries")
      #expect(drafted.status == 0, "\(drafted.errors)")
      #expect(try engage.run("import", file, "--survey", "carpentries").status == 0)
      let section = try #require(
        try engage.run("analyse", "before-after", "--survey", "carpentries", "--format", "json").report()
          .sections.first)
      let table = try #require(section.table("pairs"))
      func amount(_ column: String) throws -> Double {
        try #require(table.cell(row: "frequency_usage_after", column: column)?.amount)
      }
      #expect(try ["n", "up", "same", "down"].map(amount) == [145, 75, 68, 2])
      #expect(abs(try amount("mean_change") - 1.0275862068965518) < 1e-12)
      #expect(abs(try amount("ci_low") - 0.7938869039186944) < 1e-9)
      #expect(abs(try amount("ci_high") - 1.2612855098744091) < 1e-9)
      #expect(section.measure("w", table: "pairs") == 2890)
      let p = try #require(section.measure("p", table: "pairs"))
      #expect(abs(p / 2.81999105709128e-17 - 1) < 1e-9)
      #expect(abs(try #require(section.measure("effect", table: "pairs")) - 0.9247419247419247) < 1e-12)
      let sign = try #require(section.measure("sign_p", table: "pairs"))
      #expect(abs(sign / 3.975760896174872e-20 - 1) < 1e-6)
    }
  }

  /// The invented sheets of Game On. Figures as above.
  static let sample: [(name: String, counts: [Double], w: Double, p: Double)] = [
    ("know_hate_after", [28, 18, 6, 4], 215, 0.0019664764404296875),
    ("spot_after", [28, 17, 10, 1], 163.5, 0.00011444091796875),
    ("tell_after", [27, 11, 15, 1], 73.5, 0.00439453125),
    ("speak_up_after", [28, 13, 14, 1], 98, 0.001708984375),
  ]

  @Test func theShippedSampleIsComparedPairByPair() throws {
    try withWorkspace { engage throws in
      let imported = try engage.run(
        "import", "Surveys/game-on/samples/game-on-2020.csv", "--survey", "game-on")
      #expect(imported.status == 0, "\(imported.errors)")
      let section = try #require(
        try engage.run(
          "analyse", "before-after", "--survey", "game-on", "--by", "session", "--format", "json"
        ).report().sections.first)
      let table = try #require(section.table("pairs"))
      for expected in Self.sample {
        let counts = ["n", "up", "same", "down"].map { table.cell(row: expected.name, column: $0)?.amount }
        #expect(counts == expected.counts)
        let own = "changes-\(expected.name)"
        #expect(section.measure("w", table: own) == expected.w)
        #expect(abs(try #require(section.measure("p", table: own)) / expected.p - 1) < 1e-12)
      }
      #expect(section.table("pairs-by-session")?.rows.count == 4)
      let report = try engage.run("report", "summary", "--event", "game-on-2020", "-o", "summary.html")
      #expect(report.status == 0, "\(report.errors)")
      #expect(try engage.read("summary.html").contains("moved towards"))
      // Where there is no recipe, the standard one compares what the survey pairs.
      let standard = try engage.run("report", "partner", "--event", "game-on-2020", "--format", "json")
      #expect(try standard.report().sections.map(\.analysis).contains("before-after"), "\(standard.errors)")
    }
  }
}
