import EngageStatistics
import Foundation
import Testing

@Suite("Rankings, counted") struct RankedBallotsTests {
  private func ballots(_ rankings: [(places: [Int32], times: Int)]) -> RankedBallots {
    var ballots = RankedBallots(choices: rankings[0].places.count)
    for (places, times) in rankings { for _ in 0..<times { ballots.add(places: places[...]) } }
    return ballots
  }

  /// Borda's own example, as told by Black (1958), *The Theory of Committees and Elections*: of 21 voters one
  /// ranks A B C, seven A C B, seven B C A and six C B A: A has 16 points, B 21 and C 26, with two for the first place
  /// (Borda gives three, two and one: 37, 42 and 47); A has most first places and loses to both others.
  @Test("Borda's example comes out: most first places, fewest points, beaten by all") func borda() {
    let votes = ballots([([1, 2, 3], 1), ([1, 3, 2], 7), ([3, 1, 2], 7), ([3, 2, 1], 6)])
    #expect(votes.count == 21)
    #expect(votes.firsts == [8, 7, 6])
    #expect((0..<3).map(votes.points) == [16, 21, 26])
    #expect(votes.preferring(0, to: 1) == 8 && votes.preferring(1, to: 0) == 13)
    #expect(votes.wins(of: 0) == 0)
    #expect(votes.condorcetWinner == 2)
  }

  /// Condorcet (1785): A before B before C, B before C before A, C before A before B.
  @Test("Condorcet's circle has no winner") func circle() {
    let votes = ballots([([1, 2, 3], 1), ([3, 1, 2], 1), ([2, 3, 1], 1)])
    #expect(votes.condorcetWinner == nil)
    #expect((0..<3).map(votes.points) == [3, 3, 3])
    #expect((0..<3).map(votes.wins) == [1, 1, 1])
  }

  @Test("Choices without a place share what points are left; each ranking gives away as many") func partial()
  {
    let votes = ballots([([1, 0, 0, 2], 1)])
    #expect((0..<4).map(votes.points) == [3, 0.5, 0.5, 2])
    #expect(votes.ranked == [1, 0, 0, 1])
    #expect(votes.meanPlace(of: 1) == nil && votes.meanPlace(of: 3) == 2)
    #expect(votes.preferring(0, to: 1) == 1 && votes.preferring(1, to: 2) == 0)
    for places in [[1, 0, 0, 0], [2, 1, 0, 3], [4, 3, 2, 1], [1, 3, 0, 0]] as [[Int32]] {
      let one = ballots([(places, 1)])
      #expect((0..<4).map(one.points).reduce(0, +) == 6)
    }
  }

  @Test("A ranking without a place is none; two parts make a whole; all survives encoding") func laws() throws
  {
    var whole = ballots([([1, 2, 3], 2), ([2, 0, 1], 3)])
    whole.add(places: [0, 0, 0])
    #expect(whole.count == 5)
    var parts = ballots([([2, 0, 1], 3)])
    parts.merge(ballots([([1, 2, 3], 2)]))
    parts.merge(RankedBallots(choices: 3))
    #expect(parts == whole)
    #expect(try JSONDecoder().decode(RankedBallots.self, from: JSONEncoder().encode(whole)) == whole)
    #expect(RankedBallots(choices: 1).condorcetWinner == nil)
  }
}
