import EngageRender
import EngageReport
import Testing

@Suite struct FigureFormatTests {
  @Test(arguments: [
    (22, 23, "22 of 23"), (24, 49, "24 of 49"), (25, 50, "25 of 50 (50%)"), (57, 120, "57 of 120 (48%)"),
    (1, 1130, "1 of 1,130 (under 1%)"), (1129, 1130, "1,129 of 1,130 (over 99%)"), (0, 120, "0 of 120 (0%)"),
    (120, 120, "120 of 120 (100%)"), (0, 0, "0 of 0"),
  ])
  func `a share is n of N, with a percentage only from a base of 50`(part: Int, whole: Int, text: String) {
    #expect(FigureFormat.share(of: Double(part), in: Double(whole)) == text)
  }

  @Test(arguments: [
    (0, 0, "0"), (999, 0, "999"), (1300, 0, "1,300"), (1_234_567, 0, "1,234,567"), (3.456, 2, "3.46"),
    (-1234.5, 2, "-1,234.50"), (-0.001, 2, "0.00"), (2, 2, "2.00"), (0.05, 3, "0.050"),
  ])
  func `numbers are rounded and grouped`(value: Double, places: Int, text: String) {
    #expect(Wording.decimal(value, places: places) == text)
  }

  @Test func `numbers too great or not finite do not crash`() {
    #expect(Wording.decimal(1e300, places: 2) == "1e+300")
    #expect(Wording.decimal(.nan, places: 2) == FigureFormat.missing)
    #expect(Wording.decimal(-.infinity, places: 0) == FigureFormat.missing)
  }

  @Test(arguments: [
    ("p", 1.55e-14, "p < 0.001"), ("p", 0.0421, "p = 0.042"), ("fisher_p", 0.5, "Fisher's p = 0.500"),
    ("chi_squared", 67.379, "chi-squared 67.38"), ("df", 4, "df 4"), ("mean_change", 0.5, "mean change 0.50"),
    ("p", nil, "p not known"), ("monte_carlo_p", 0.5, "simulated p = 0.500"),
  ])
  func `measures read as statisticians write them`(name: String, value: Double?, text: String) {
    #expect(FigureNames.words(Measure(name, value: value)) == text)
  }

  @Test func `the numbers of a column have the same decimals`() {
    let table = Table(
      name: "t", title: "", columns: [Column("mean", "Mean", .number), Column("n", "n", .count)],
      rows: [[.number(3), .number(12)], [.number(3.256), .number(2.5)], [.missing, .suppressed]])
    let texts = table.columns.indices.map { index in
      table.rows.map { FigureFormat(column: index, of: table).text($0[index]) }
    }
    #expect(texts == [["3.00", "3.26", "[x]"], ["12.0", "2.5", "[c]"]])
  }

  @Test(arguments: [
    ([0.5, -0.25], ["50%", "-25%"]), ([0.975, 0.5], ["97.5%", "50.0%"]), ([0.07, 1], ["7%", "100%"]),
  ])
  func proportionsReadAsPercentagesWithTheSameDecimals(values: [Double], words: [String]) {
    let table = Table(
      name: "t", title: "T", columns: [Column("share", "Share", .proportion)],
      rows: values.map { [.number($0)] })
    let format = FigureFormat(column: 0, of: table)
    #expect(values.map { format.text(.number($0)) } == words)
    #expect(format.text(.missing) == "[x]")
  }
}
