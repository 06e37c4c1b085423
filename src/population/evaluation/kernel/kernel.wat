;; SPDX-License-Identifier: Apache-2.0
;; What is done for every row: 16 rows at a time. `kernel.wasm` is this text, assembled (decision 0021); `kernel.ts` says what stands where.
;; Rows are padded to a multiple of 16 where not said otherwise; what is worked out for the padding is never looked at.
(module
  (memory (export "memory") 16)

  ;; 255 for each row that counts on a day: issued by then, and without an end or ending later. Days are codes of 16 bits.
  (func (export "valid") (param $rows i32) (param $issued i32) (param $expires i32) (param $day i32) (param $out i32)
    (local $at i32) (local $today v128) (local $low v128) (local $high v128) (local $end v128)
    (local.set $today (i16x8.splat (local.get $day)))
    (loop $next
      (local.set $end (v128.load (local.get $expires)))
      (local.set $low (v128.and
        (i16x8.le_u (v128.load (local.get $issued)) (local.get $today))
        (v128.or (i16x8.eq (local.get $end) (v128.const i64x2 0 0)) (i16x8.gt_u (local.get $end) (local.get $today)))))
      (local.set $end (v128.load offset=16 (local.get $expires)))
      (local.set $high (v128.and
        (i16x8.le_u (v128.load offset=16 (local.get $issued)) (local.get $today))
        (v128.or (i16x8.eq (local.get $end) (v128.const i64x2 0 0)) (i16x8.gt_u (local.get $end) (local.get $today)))))
      (v128.store (local.get $out) (i8x16.narrow_i16x8_s (local.get $low) (local.get $high)))
      (local.set $issued (i32.add (local.get $issued) (i32.const 32)))
      (local.set $expires (i32.add (local.get $expires) (i32.const 32)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $rows)))))

  ;; The class of each code of 16 bits, as a byte: how many of the edges, given in 16 bits each, it has reached.
  (func (export "classes") (param $rows i32) (param $codes i32) (param $edges i32) (param $count i32) (param $out i32)
    (local $at i32) (local $edge i32) (local $last i32) (local $one v128)
    (local $low v128) (local $high v128) (local $a v128) (local $b v128)
    (local.set $last (i32.add (local.get $edges) (i32.shl (local.get $count) (i32.const 1))))
    (loop $next
      (local.set $low (v128.load (local.get $codes)))
      (local.set $high (v128.load offset=16 (local.get $codes)))
      (local.set $a (v128.const i64x2 0 0))
      (local.set $b (v128.const i64x2 0 0))
      (local.set $edge (local.get $edges))
      (block $done
        (loop $more
          (br_if $done (i32.ge_u (local.get $edge) (local.get $last)))
          (local.set $one (v128.load16_splat (local.get $edge)))
          (local.set $a (i16x8.sub (local.get $a) (i16x8.ge_u (local.get $low) (local.get $one))))
          (local.set $b (i16x8.sub (local.get $b) (i16x8.ge_u (local.get $high) (local.get $one))))
          (local.set $edge (i32.add (local.get $edge) (i32.const 2)))
          (br $more)))
      (v128.store (local.get $out) (i8x16.narrow_i16x8_u (local.get $a) (local.get $b)))
      (local.set $codes (i32.add (local.get $codes) (i32.const 32)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $rows)))))

  ;; Puts a class of one byte behind what was combined so far, in 16 bits each.
  (func (export "combineBytes") (param $rows i32) (param $combined i32) (param $codes i32) (param $classes i32)
    (local $at i32) (local $own v128) (local $radix v128)
    (local.set $radix (i16x8.splat (local.get $classes)))
    (loop $next
      (local.set $own (v128.load (local.get $codes)))
      (v128.store (local.get $combined) (i16x8.add
        (i16x8.mul (v128.load (local.get $combined)) (local.get $radix))
        (i16x8.extend_low_i8x16_u (local.get $own))))
      (v128.store offset=16 (local.get $combined) (i16x8.add
        (i16x8.mul (v128.load offset=16 (local.get $combined)) (local.get $radix))
        (i16x8.extend_high_i8x16_u (local.get $own))))
      (local.set $combined (i32.add (local.get $combined) (i32.const 32)))
      (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $rows)))))

  ;; The same for a class of 16 bits.
  (func (export "combineWords") (param $rows i32) (param $combined i32) (param $codes i32) (param $classes i32)
    (local $at i32) (local $radix v128)
    (local.set $radix (i16x8.splat (local.get $classes)))
    (loop $next
      (v128.store (local.get $combined) (i16x8.add
        (i16x8.mul (v128.load (local.get $combined)) (local.get $radix))
        (v128.load (local.get $codes))))
      (local.set $combined (i32.add (local.get $combined) (i32.const 16)))
      (local.set $codes (i32.add (local.get $codes) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $rows)))))

  ;; Looks codes of 16 bits up in a table of four bytes each, and lays the first, second, third and fourth bytes side by side, `apart` bytes
  ;; from one another. No padding: a code must be in the table.
  (func (export "lookUp") (param $rows i32) (param $codes i32) (param $table i32) (param $out i32) (param $apart i32)
    (local $last i32) (local $four i32) (local $second i32) (local $third i32) (local $fourth i32)
    (local.set $last (i32.add (local.get $codes) (i32.shl (local.get $rows) (i32.const 1))))
    (local.set $second (i32.add (local.get $out) (local.get $apart)))
    (local.set $third (i32.add (local.get $second) (local.get $apart)))
    (local.set $fourth (i32.add (local.get $third) (local.get $apart)))
    (loop $next
      (local.set $four (i32.load (i32.add (local.get $table) (i32.shl (i32.load16_u (local.get $codes)) (i32.const 2)))))
      (i32.store8 (local.get $out) (local.get $four))
      (i32.store8 (local.get $second) (i32.shr_u (local.get $four) (i32.const 8)))
      (i32.store8 (local.get $third) (i32.shr_u (local.get $four) (i32.const 16)))
      (i32.store8 (local.get $fourth) (i32.shr_u (local.get $four) (i32.const 24)))
      (local.set $out (i32.add (local.get $out) (i32.const 1)))
      (local.set $second (i32.add (local.get $second) (i32.const 1)))
      (local.set $third (i32.add (local.get $third) (i32.const 1)))
      (local.set $fourth (i32.add (local.get $fourth) (i32.const 1)))
      (br_if $next (i32.lt_u (local.tee $codes (i32.add (local.get $codes) (i32.const 2))) (local.get $last)))))

  ;; How up to eight ways stand for each row: one bit each, in four lists of bytes side by side, `apart` bytes from one another: met, at
  ;; discretion, open, and to be looked at. Answers which lists have any bit: 1 met, 2 discretion or open, 4 to be looked at.
  ;; Of each column 12 bytes: where its codes stand, where its tables stand, and for how many times 16 codes. The tables say, by code, for
  ;; which ways it is possible, certain, open, and to be looked at. For 0 times 16 codes these four stand beside one another by row already.
  (func (export "match") (param $rows i32) (param $columns i32) (param $end i32) (param $valid i32) (param $out i32) (param $apart i32)
    (param $all i32) (param $certain i32) (param $whole i32) (result i32)
    (local $at i32) (local $column i32) (local $table i32) (local $left i32) (local $size i32) (local $from i32)
    (local $codes v128) (local $possible v128) (local $sure v128) (local $open v128) (local $late v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $any v128) (local $other v128) (local $look v128)
    (loop $next
      (local.set $possible (v128.and (v128.load (i32.add (local.get $valid) (local.get $at))) (i8x16.splat (local.get $all))))
      (local.set $sure (i8x16.splat (local.get $certain)))
      (local.set $open (v128.const i64x2 0 0))
      (local.set $late (v128.const i64x2 0 0))
      (local.set $column (local.get $columns))
      (block $done
        (loop $more
          (br_if $done (i32.ge_u (local.get $column) (local.get $end)))
          (local.set $table (i32.load offset=4 (local.get $column)))
          (local.set $left (i32.load offset=8 (local.get $column)))
          (local.set $from (i32.add (i32.load (local.get $column)) (local.get $at)))
          (if (i32.eqz (local.get $left))
            (then
              (local.set $possible (v128.and (local.get $possible) (v128.load (local.get $from))))
              (local.set $from (i32.add (local.get $from) (local.get $apart)))
              (local.set $sure (v128.and (local.get $sure) (v128.load (local.get $from))))
              (local.set $from (i32.add (local.get $from) (local.get $apart)))
              (local.set $open (v128.or (local.get $open) (v128.load (local.get $from))))
              (local.set $from (i32.add (local.get $from) (local.get $apart)))
              (local.set $late (v128.or (local.get $late) (v128.load (local.get $from)))))
            (else
              (local.set $codes (v128.load (local.get $from)))
              (local.set $a (i8x16.swizzle (v128.load (local.get $table)) (local.get $codes)))
              (local.set $b (i8x16.swizzle (v128.load offset=16 (local.get $table)) (local.get $codes)))
              (local.set $c (i8x16.swizzle (v128.load offset=32 (local.get $table)) (local.get $codes)))
              (local.set $d (i8x16.swizzle (v128.load offset=48 (local.get $table)) (local.get $codes)))
              (block $looked
                (loop $further
                  (br_if $looked (i32.eqz (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
                  (local.set $table (i32.add (local.get $table) (i32.const 64)))
                  ;; Codes of other sixteens become 16 or more, for which a look finds 0.
                  (local.set $codes (i8x16.sub (local.get $codes) (i8x16.splat (i32.const 16))))
                  (local.set $a (v128.or (local.get $a) (i8x16.swizzle (v128.load (local.get $table)) (local.get $codes))))
                  (local.set $b (v128.or (local.get $b) (i8x16.swizzle (v128.load offset=16 (local.get $table)) (local.get $codes))))
                  (local.set $c (v128.or (local.get $c) (i8x16.swizzle (v128.load offset=32 (local.get $table)) (local.get $codes))))
                  (local.set $d (v128.or (local.get $d) (i8x16.swizzle (v128.load offset=48 (local.get $table)) (local.get $codes))))
                  (br $further)))
              (local.set $possible (v128.and (local.get $possible) (local.get $a)))
              (local.set $sure (v128.and (local.get $sure) (local.get $b)))
              (local.set $open (v128.or (local.get $open) (local.get $c)))
              (local.set $late (v128.or (local.get $late) (local.get $d)))))
          (local.set $column (i32.add (local.get $column) (i32.const 12)))
          (br $more)))
      (local.set $a (v128.and (local.get $possible) (local.get $sure)))
      (local.set $possible (v128.andnot (local.get $possible) (local.get $a)))
      (local.set $d (v128.andnot (v128.and (local.get $possible) (i8x16.splat (local.get $whole))) (local.get $late)))
      (local.set $c (v128.and (local.get $d) (local.get $open)))
      (local.set $b (v128.andnot (local.get $d) (local.get $open)))
      (local.set $possible (v128.andnot (local.get $possible) (local.get $d)))
      (local.set $any (v128.or (local.get $any) (local.get $a)))
      (local.set $other (v128.or (local.get $other) (local.get $d)))
      (local.set $look (v128.or (local.get $look) (local.get $possible)))
      (local.set $from (i32.add (local.get $out) (local.get $at)))
      (v128.store (local.get $from) (local.get $a))
      (local.set $from (i32.add (local.get $from) (local.get $apart)))
      (v128.store (local.get $from) (local.get $b))
      (local.set $from (i32.add (local.get $from) (local.get $apart)))
      (v128.store (local.get $from) (local.get $c))
      (local.set $from (i32.add (local.get $from) (local.get $apart)))
      (v128.store (local.get $from) (local.get $possible))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $rows))))
    (i32.or
      (v128.any_true (local.get $any))
      (i32.or
        (i32.shl (v128.any_true (local.get $other)) (i32.const 1))
        (i32.shl (v128.any_true (local.get $look)) (i32.const 2)))))

  ;; Adds the outcomes of the ways that stand, a bit for each, to a list of bytes. Of the tables of 16 the first is for the ways of the lower
  ;; half of a byte, the second for those of the upper half.
  (func (export "spread") (param $rows i32) (param $ways i32) (param $tables i32) (param $out i32)
    (local $at i32) (local $own v128) (local $lower v128) (local $upper v128)
    (local.set $lower (v128.load (local.get $tables)))
    (local.set $upper (v128.load offset=16 (local.get $tables)))
    (loop $next
      (local.set $own (v128.load (i32.add (local.get $ways) (local.get $at))))
      (v128.store (local.get $out) (v128.or
        (v128.load (local.get $out))
        (v128.or
          (i8x16.swizzle (local.get $lower) (v128.and (local.get $own) (i8x16.splat (i32.const 15))))
          (i8x16.swizzle (local.get $upper) (i8x16.shr_u (local.get $own) (i32.const 4))))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $rows)))))

  ;; How each outcome stands in the end, two bits: 3 met, 2 at discretion, 1 open; of several the best counts. Of 16 bits for each row the lower
  ;; half is the lower bits of eight outcomes, the upper half the higher ones.
  (func (export "settle") (param $rows i32) (param $met i32) (param $discretion i32) (param $open i32) (param $out i32)
    (local $at i32) (local $best v128) (local $high v128) (local $low v128)
    (loop $next
      (local.set $best (v128.load (i32.add (local.get $met) (local.get $at))))
      (local.set $high (v128.or (local.get $best) (v128.load (i32.add (local.get $discretion) (local.get $at)))))
      (local.set $low (v128.or
        (local.get $best)
        (v128.andnot (v128.load (i32.add (local.get $open) (local.get $at))) (local.get $high))))
      (v128.store (local.get $out)
        (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $low) (local.get $high)))
      (v128.store offset=16 (local.get $out)
        (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $low) (local.get $high)))
      (local.set $out (i32.add (local.get $out) (i32.const 32)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $rows))))))
