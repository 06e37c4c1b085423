// SPDX-License-Identifier: Apache-2.0

// A log of ours looked at by the libraries of the Go checksum database, golang.org/x/mod/sumdb/{tlog,note}. Arguments:
// the folder of the log and its verifier key. In the folder lie besides the log: older/ with notes of older
// checkpoints, proofs/<size> with what shows each to begin the newest, one hash a line, and receipts/<index>.
// Written to standard output: a verifier key and a note signed by it, for the other direction.
package main

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type folder string

func (f folder) Height() int                          { return height }
func (f folder) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

// The checksum database names the height of its tiles in their path, tlog-tiles does not.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func must[Value any](value Value, err error) Value {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func lines(text string) []string {
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

func hashes(texts []string) []tlog.Hash {
	var all []tlog.Hash
	for _, text := range texts {
		if text != "" {
			all = append(all, must(tlog.ParseHash(text)))
		}
	}
	return all
}

func checkpoint(text []byte, keys note.Verifiers) tlog.Tree {
	opened := must(note.Open(text, keys))
	parts := lines(opened.Text)
	return tlog.Tree{N: must(strconv.ParseInt(parts[1], 10, 64)), Hash: must(tlog.ParseHash(parts[2]))}
}

func same(what string, one, other []tlog.Hash) {
	if fmt.Sprint(one) != fmt.Sprint(other) {
		check(fmt.Errorf("%s: Go makes another proof: %v, not %v", what, other, one))
	}
}

// Every entry hashes to the hash of level 0; entries is what all bundles hold, one after the other.
func checkEntries(log folder, tree tlog.Tree, reader tlog.HashReader) []tlog.Hash {
	var leaves []tlog.Hash
	for first := int64(0); first < tree.N; first += 256 {
		path := strings.Replace(tlog.Tile{H: height, L: 0, N: first / 256, W: int(min(256, tree.N-first))}.Path(), "tile/8/0/", "tile/entries/", 1)
		data := must(os.ReadFile(filepath.Join(string(log), path)))
		for len(data) > 0 {
			length := int(binary.BigEndian.Uint16(data))
			leaves = append(leaves, tlog.RecordHash(data[2:2+length]))
			data = data[2+length:]
		}
	}
	if int64(len(leaves)) != tree.N {
		check(fmt.Errorf("%d entries for a tree of %d", len(leaves), tree.N))
	}
	var indexes []int64
	for n := range leaves {
		indexes = append(indexes, tlog.StoredHashIndex(0, int64(n)))
	}
	for n, hash := range must(reader.ReadHashes(indexes)) {
		if hash != leaves[n] {
			check(fmt.Errorf("entry %d does not have its hash", n))
		}
	}
	return leaves
}

func min(one, other int64) int64 {
	if one < other {
		return one
	}
	return other
}

func files(log folder, name string) []string {
	return must(filepath.Glob(filepath.Join(string(log), name, "*")))
}

func main() {
	log, vkey := folder(os.Args[1]), os.Args[2]
	keys := note.VerifierList(must(note.NewVerifier(vkey)))
	tree := checkpoint(must(os.ReadFile(filepath.Join(string(log), "checkpoint"))), keys)
	reader := tlog.TileHashReader(tree, log)
	if root := must(tlog.TreeHash(tree.N, reader)); root != tree.Hash {
		check(fmt.Errorf("the tiles make the root %v", root))
	}
	leaves := checkEntries(log, tree, reader)
	for _, file := range files(log, "older") {
		older := checkpoint(must(os.ReadFile(file)), keys)
		proof := hashes(lines(string(must(os.ReadFile(filepath.Join(string(log), "proofs", filepath.Base(file)))))))
		check(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		same(file, proof, must(tlog.ProveTree(tree.N, older.N, reader)))
	}
	for _, file := range files(log, "receipts") {
		head, signed, _ := bytes.Cut(must(os.ReadFile(file)), []byte("\n\n"))
		at := checkpoint(signed, keys)
		parts := lines(string(head))
		index := must(strconv.ParseInt(strings.TrimPrefix(parts[1], "index "), 10, 64))
		proof := hashes(parts[2:])
		check(tlog.CheckRecord(proof, at.N, at.Hash, index, leaves[index]))
		if at.N == tree.N {
			same(file, proof, must(tlog.ProveRecord(tree.N, index, reader)))
		}
	}
	skey, own, err := note.GenerateKey(rand.Reader, "go.example")
	check(err)
	signed := must(note.Sign(&note.Note{Text: "a text\n\nwith an empty line\n"}, must(note.NewSigner(skey))))
	fmt.Printf("%s\n%s", own, signed)
}
