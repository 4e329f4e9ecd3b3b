# make demo   installs what is missing, builds, and runs the whole way on the sample event
# make test   passes the tests
# make build  leaves the program at .build/release/engage
# make lint   formatting and warnings
# make fuzz   damages CSV files and workbooks for a minute and reads them (TIME=600 for longer)

PACKAGES = libsqlite3-dev libxlsxwriter-dev libstemmer-dev libxxhash-dev libzip-dev libexpat1-dev nettle-dev \
  libreadstat-dev coinor-libclp-dev pkg-config
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# Where the toolchain has it, the Swift runtime goes into the program: it then runs on machines without Swift.
# The other linker warns of the runtime's own code.
BIN := $(dir $(shell readlink -f "$$(command -v swift)"))
STATIC := $(if $(wildcard $(BIN)../lib/swift_static),--static-swift-stdlib \
  $(if $(wildcard $(BIN)ld.lld),-Xswiftc -use-ld=lld))
SOURCES = Package.swift Sources Plugins Tests

.PHONY: demo build test lint format setup benchmark fuzz clean

demo: build
	.build/release/engage demo

build: setup
	swift build -c release $(STATIC) --product engage

test: setup
	swift build --build-tests
	swift test --skip-build --parallel

lint:
	swift format lint --strict --recursive $(SOURCES)

format:
	swift format --in-place --recursive $(SOURCES)

setup:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q '^install ok installed$$' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing Debian packages:$$missing"; \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
	fi

benchmark: build
	Benchmarks/run

TIME ?= 60
fuzz: setup
	swift build -c release $(STATIC) --product EngageFuzz
	.build/release/EngageFuzz --seconds $(TIME)

clean:
	swift package clean
