import EngageDisclosure
import FoundationEssentials

/// Solves systems of cells, for `Benchmarks/suppression`: JSON lines in, JSON lines out.
///
/// In: `{"cells": [{"value", "state": "fixed" | "open" | "hidden" | "latent", "need": [atMost, atLeast]}, …],
/// "equations": [[[cell, factor], …], …]}`; hiding an open cell loses its value, but at least one.
/// Out: `{"seconds", "cpu", "loss", "added": […], "bound"}`, or `{"seconds", "cpu", "failure"}`.
@main
struct Probe {
  struct Given: Decodable {
    struct Cell: Decodable {
      var value: Double
      var state: String
      var need: [Double]?
    }
    var cells: [Cell]
    var equations: [[[Int]]]

    var system: CellSystem {
      get throws {
        CellSystem(
          cells: try cells.map { cell in
            let state = try Self.state(cell)
            let need = cell.need.map { CellSystem.Need(atMost: $0[0], atLeast: $0[1]) }
            return CellSystem.Cell(cell.value, state, need: need)
          },
          equations: equations.map { .init($0.map { .init($0[0], $0[1]) }) })
      }
    }

    private static func state(_ cell: Cell) throws -> CellSystem.State {
      switch cell.state {
      case "fixed": .fixed
      case "open": .open(loss: max(1, cell.value))
      case "hidden": .hidden
      case "latent": .latent
      default: throw Unknown(state: cell.state)
      }
    }
  }

  struct Unknown: Error {
    var state: String
  }

  struct Found: Encodable {
    var seconds: Double
    var cpu: Double
    var loss: Double?
    var bound: Double?
    var added: [Int]?
    var failure: String?
  }

  static func main() throws {
    while let line = readLine() {
      let system = try JSONDecoder().decode(Given.self, from: Data(line.utf8)).system
      let clock = ContinuousClock()
      let (start, used) = (clock.now, ProcessorTime.now)
      var found = Found(seconds: 0, cpu: 0)
      do throws(SuppressionFailure) {
        let pattern = try SuppressionSolver().solve(system)
        found.loss = pattern.loss
        found.bound = pattern.lowerBound
        found.added = pattern.added.sorted()
      } catch {
        found.failure = "\(error)"
      }
      found.seconds = (clock.now - start) / .seconds(1)
      found.cpu = ProcessorTime.now - used
      print(String(decoding: try JSONEncoder().encode(found), as: UTF8.self))
    }
  }
}
