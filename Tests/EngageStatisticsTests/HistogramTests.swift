import EngageStatistics
import Testing

@Suite("Histograms") struct HistogramTests {
  private func sorted(_ values: [Double]) -> SortedValues { ValueCountsTests.sorted(values) }

  /// R 4.2: `hist(precip, breaks = seq(0, 70, 10), right = FALSE)$counts`; twice the distance of the quartiles over the
  /// cube root of 70 is 6.503, which is rounded up to 10.
  @Test("R's counts come out, in classes of Freedman and Diaconis's width rounded up") func r() throws {
    let histogram = try #require(Histogram(sorted(ValueCountsTests.precip)))
    #expect(histogram.edges == [0, 10, 20, 30, 40, 50, 60, 70])
    #expect(histogram.counts == [4, 9, 5, 25, 21, 5, 1])
  }

  @Test("A few whole numbers have a class each") func whole() throws {
    let histogram = try #require(Histogram(sorted([1, 2, 2, 3, 3, 3, 4, 4, 5]), step: 1))
    #expect(histogram.edges == [1, 2, 3, 4, 5, 6])
    #expect(histogram.counts == [1, 2, 3, 2, 1])
  }

  @Test("Decimals lie in the class that begins with them") func decimals() throws {
    let histogram = try #require(Histogram(sorted([0.1, 0.2, 0.3, 0.6, 0.7]), classes: .width(0.1)))
    #expect(histogram.edges == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    #expect(histogram.counts == [1, 1, 1, 0, 0, 1, 1])
    let negative = try #require(Histogram(sorted([-0.3, -0.1, 0, 0.3]), classes: .width(0.1)))
    #expect(negative.edges == [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4])
    #expect(negative.counts == [1, 0, 1, 1, 0, 0, 1])
  }

  @Test("As many classes as asked for, the highest number in the last") func number() throws {
    let histogram = try #require(Histogram(sorted([0, 1, 2, 3, 10]), classes: .number(5)))
    #expect(histogram.edges == [0, 2, 4, 6, 8, 10] && histogram.holdsLastEdge)
    #expect(histogram.counts == [2, 2, 0, 0, 1])
  }

  @Test("All the same, or one number far off: still a histogram, and not too many classes") func odd() throws
  {
    #expect(try #require(Histogram(sorted([5, 5, 5]), step: 1)).counts == [3])
    #expect(try #require(Histogram(sorted([5.5]))).counts == [1])
    #expect(try #require(Histogram(sorted([5, 5]), classes: .number(3))).counts == [0, 2, 0])
    // The quartiles are the same: the range decides.
    let spike = try #require(Histogram(sorted(Array(repeating: 3, count: 20) + [40]), step: 1))
    #expect(spike.counts.reduce(0, +) == 21 && spike.counts.count < 10)
    let far = try #require(Histogram(sorted([1, 2, 3, 4, 5, 1e9]), step: 1))
    #expect(far.counts.reduce(0, +) == 6 && far.counts.count <= Histogram.mostClasses)
    let narrow = try #require(Histogram(sorted([0, 1000]), classes: .width(0.001)))
    #expect(narrow.counts.count <= Histogram.mostClasses + 1 && narrow.counts.reduce(0, +) == 2)
  }

  @Test("Widths that people can read are taken where they are given") func widths() throws {
    let days = (0..<40).map { Double($0 * 5 + 18_000) }
    let histogram = try #require(Histogram(sorted(days), widths: [1, 2, 7, 14, 28, 91], step: 1))
    let width = histogram.edges[1] - histogram.edges[0]
    #expect(width == 91 && histogram.counts.reduce(0, +) == 40)
    let weeks = try #require(Histogram(sorted([18_163, 18_170]), classes: .width(7), origin: 4))
    #expect(weeks.edges == [18_162, 18_169, 18_176] && weeks.counts == [1, 1])
  }

  @Test("Numbers that can't be cut have none") func none() {
    #expect(Histogram(sorted([])) == nil)
    #expect(Histogram(sorted([-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude])) == nil)
  }
}
