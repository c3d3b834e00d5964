;; The array operations of a program, four numbers at a time. All places are in bytes; all numbers are float32.
;; `make kernels` writes kernels.wasm from this text; a test holds that the two are the same.
(module
  (memory (export "memory") 1)

  ;; out[rows, cols] = a[rows, inner] * m[inner, cols], or += with add = 1.
  ;; A step down, or along the inner index, is so many bytes: `ad` and `ai` of a, `mi` of m, `od` of out. Columns are
  ;; neighbours in m and out. With ad = 4 a matrix is read turned round.
  (func (export "matmul") (param $out i32) (param $od i32) (param $a i32) (param $ad i32) (param $ai i32)
      (param $m i32) (param $mi i32) (param $rows i32) (param $inner i32) (param $cols i32) (param $add i32)
    (local $c i32) (local $left i32) (local $here i32) (local $from i32) (local $at i32)
    (block $done
      (loop $down
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $here (local.get $out)) (local.set $at (local.get $m)) (local.set $left (local.get $cols))
        (if (i32.ge_u (local.get $rows) (i32.const 4)) (then
          (block $across
            (loop $eight
              (br_if $across (i32.lt_u (local.get $left) (i32.const 8)))
              (call $four_by_eight (local.get $here) (local.get $od) (local.get $a) (local.get $ad) (local.get $ai)
                (local.get $at) (local.get $mi) (local.get $inner) (local.get $add))
              (local.set $here (i32.add (local.get $here) (i32.const 32)))
              (local.set $at (i32.add (local.get $at) (i32.const 32)))
              (local.set $left (i32.sub (local.get $left) (i32.const 8)))
              (br $eight)))
          (local.set $c (i32.const 4)))
        (else (local.set $c (i32.const 1))))
        ;; What is left of these rows, one row after the other.
        (local.set $from (local.get $a))
        (local.set $rows (i32.sub (local.get $rows) (local.get $c)))
        (loop $row
          (call $row_of (local.get $here) (local.get $from) (local.get $ai) (local.get $at) (local.get $mi)
            (local.get $inner) (local.get $left) (local.get $add))
          (local.set $here (i32.add (local.get $here) (local.get $od)))
          (local.set $out (i32.add (local.get $out) (local.get $od)))
          (local.set $from (i32.add (local.get $from) (local.get $ad)))
          (br_if $row (local.tee $c (i32.sub (local.get $c) (i32.const 1)))))
        (local.set $a (local.get $from))
        (br $down))))

  ;; Four rows by eight columns: sixteen products for each pair of loads from m.
  (func $four_by_eight (param $out i32) (param $od i32) (param $a i32) (param $ad i32) (param $ai i32)
      (param $m i32) (param $mi i32) (param $inner i32) (param $add i32)
    (local $p0 v128) (local $q0 v128) (local $p1 v128) (local $q1 v128)
    (local $p2 v128) (local $q2 v128) (local $p3 v128) (local $q3 v128)
    (local $p v128) (local $q v128) (local $x v128) (local $two i32) (local $three i32)
    (local.set $two (i32.shl (local.get $ad) (i32.const 1)))
    (local.set $three (i32.add (local.get $two) (local.get $ad)))
    (loop $along
      (local.set $p (v128.load (local.get $m)))
      (local.set $q (v128.load offset=16 (local.get $m)))
      (local.set $x (v128.load32_splat (local.get $a)))
      (local.set $p0 (f32x4.add (local.get $p0) (f32x4.mul (local.get $x) (local.get $p))))
      (local.set $q0 (f32x4.add (local.get $q0) (f32x4.mul (local.get $x) (local.get $q))))
      (local.set $x (v128.load32_splat (i32.add (local.get $a) (local.get $ad))))
      (local.set $p1 (f32x4.add (local.get $p1) (f32x4.mul (local.get $x) (local.get $p))))
      (local.set $q1 (f32x4.add (local.get $q1) (f32x4.mul (local.get $x) (local.get $q))))
      (local.set $x (v128.load32_splat (i32.add (local.get $a) (local.get $two))))
      (local.set $p2 (f32x4.add (local.get $p2) (f32x4.mul (local.get $x) (local.get $p))))
      (local.set $q2 (f32x4.add (local.get $q2) (f32x4.mul (local.get $x) (local.get $q))))
      (local.set $x (v128.load32_splat (i32.add (local.get $a) (local.get $three))))
      (local.set $p3 (f32x4.add (local.get $p3) (f32x4.mul (local.get $x) (local.get $p))))
      (local.set $q3 (f32x4.add (local.get $q3) (f32x4.mul (local.get $x) (local.get $q))))
      (local.set $a (i32.add (local.get $a) (local.get $ai)))
      (local.set $m (i32.add (local.get $m) (local.get $mi)))
      (br_if $along (local.tee $inner (i32.sub (local.get $inner) (i32.const 1)))))
    (call $put_eight (local.get $out) (local.get $p0) (local.get $q0) (local.get $add))
    (call $put_eight (local.tee $out (i32.add (local.get $out) (local.get $od))) (local.get $p1) (local.get $q1) (local.get $add))
    (call $put_eight (local.tee $out (i32.add (local.get $out) (local.get $od))) (local.get $p2) (local.get $q2) (local.get $add))
    (call $put_eight (i32.add (local.get $out) (local.get $od)) (local.get $p3) (local.get $q3) (local.get $add)))

  (func $put_eight (param $out i32) (param $p v128) (param $q v128) (param $add i32)
    (if (local.get $add) (then
      (local.set $p (f32x4.add (local.get $p) (v128.load (local.get $out))))
      (local.set $q (f32x4.add (local.get $q) (v128.load offset=16 (local.get $out))))))
    (v128.store (local.get $out) (local.get $p))
    (v128.store offset=16 (local.get $out) (local.get $q)))

  ;; One row: four columns at a time, and the last ones one by one.
  (func $row_of (param $out i32) (param $a i32) (param $ai i32) (param $m i32) (param $mi i32)
      (param $inner i32) (param $cols i32) (param $add i32)
    (local $n i32) (local $x i32) (local $y i32) (local $p v128) (local $s f32)
    (block $ones
      (loop $four
        (br_if $ones (i32.lt_u (local.get $cols) (i32.const 4)))
        (local.set $n (local.get $inner)) (local.set $x (local.get $a)) (local.set $y (local.get $m))
        (local.set $p (if (result v128) (local.get $add) (then (v128.load (local.get $out))) (else (v128.const f32x4 0 0 0 0))))
        (loop $along
          (local.set $p (f32x4.add (local.get $p) (f32x4.mul (v128.load32_splat (local.get $x)) (v128.load (local.get $y)))))
          (local.set $x (i32.add (local.get $x) (local.get $ai)))
          (local.set $y (i32.add (local.get $y) (local.get $mi)))
          (br_if $along (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (v128.store (local.get $out) (local.get $p))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $m (i32.add (local.get $m) (i32.const 16)))
        (local.set $cols (i32.sub (local.get $cols) (i32.const 4)))
        (br $four)))
    (block $done
      (loop $one
        (br_if $done (i32.eqz (local.get $cols)))
        (local.set $n (local.get $inner)) (local.set $x (local.get $a)) (local.set $y (local.get $m))
        (local.set $s (if (result f32) (local.get $add) (then (f32.load (local.get $out))) (else (f32.const 0))))
        (loop $along
          (local.set $s (f32.add (local.get $s) (f32.mul (f32.load (local.get $x)) (f32.load (local.get $y)))))
          (local.set $x (i32.add (local.get $x) (local.get $ai)))
          (local.set $y (i32.add (local.get $y) (local.get $mi)))
          (br_if $along (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (f32.store (local.get $out) (local.get $s))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $m (i32.add (local.get $m) (i32.const 4)))
        (local.set $cols (i32.sub (local.get $cols) (i32.const 1)))
        (br $one))))

  ;; Elementwise: `bytes` is a multiple of 16, for every block of numbers begins at one and is filled up to one.
  (func (export "add") (param $out i32) (param $a i32) (param $b i32) (param $bytes i32)
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (v128.store (i32.add (local.get $out) (local.get $bytes)) (f32x4.add
        (v128.load (i32.add (local.get $a) (local.get $bytes))) (v128.load (i32.add (local.get $b) (local.get $bytes)))))
      (br_if $on (local.get $bytes))))

  (func (export "subtract") (param $out i32) (param $a i32) (param $b i32) (param $bytes i32)
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (v128.store (i32.add (local.get $out) (local.get $bytes)) (f32x4.sub
        (v128.load (i32.add (local.get $a) (local.get $bytes))) (v128.load (i32.add (local.get $b) (local.get $bytes)))))
      (br_if $on (local.get $bytes))))

  (func (export "multiply") (param $out i32) (param $a i32) (param $b i32) (param $bytes i32)
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (v128.store (i32.add (local.get $out) (local.get $bytes)) (f32x4.mul
        (v128.load (i32.add (local.get $a) (local.get $bytes))) (v128.load (i32.add (local.get $b) (local.get $bytes)))))
      (br_if $on (local.get $bytes))))

  (func (export "relu") (param $out i32) (param $a i32) (param $b i32) (param $bytes i32) ;; the larger of a and b, which is 0
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (v128.store (i32.add (local.get $out) (local.get $bytes)) (f32x4.max
        (v128.load (i32.add (local.get $a) (local.get $bytes))) (v128.load (i32.add (local.get $b) (local.get $bytes)))))
      (br_if $on (local.get $bytes))))

  (func (export "negative") (param $out i32) (param $a i32) (param $bytes i32)
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (v128.store (i32.add (local.get $out) (local.get $bytes)) (f32x4.neg (v128.load (i32.add (local.get $a) (local.get $bytes)))))
      (br_if $on (local.get $bytes))))

  (func (export "sign") (param $out i32) (param $a i32) (param $bytes i32) (local $x v128)
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (local.set $x (v128.load (i32.add (local.get $a) (local.get $bytes))))
      (v128.store (i32.add (local.get $out) (local.get $bytes)) (f32x4.sub
        (v128.and (f32x4.gt (local.get $x) (v128.const f32x4 0 0 0 0)) (v128.const f32x4 1 1 1 1))
        (v128.and (f32x4.lt (local.get $x) (v128.const f32x4 0 0 0 0)) (v128.const f32x4 1 1 1 1))))
      (br_if $on (local.get $bytes))))

  (func (export "copy") (param $out i32) (param $a i32) (param $bytes i32)
    (memory.copy (local.get $out) (local.get $a) (local.get $bytes)))

  ;; Rows of `width` bytes, by their numbers: out[n] = from[rows[n]], and out[rows[n]] += from[n].
  (func (export "gather") (param $out i32) (param $from i32) (param $rows i32) (param $count i32) (param $width i32)
    (loop $on
      (call $move (local.get $out)
        (i32.add (local.get $from) (i32.mul (i32.load (local.get $rows)) (local.get $width))) (local.get $width))
      (local.set $out (i32.add (local.get $out) (local.get $width)))
      (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
      (br_if $on (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  (func (export "scatter") (param $out i32) (param $from i32) (param $rows i32) (param $count i32) (param $width i32)
    (loop $on
      (call $move_onto (i32.add (local.get $out) (i32.mul (i32.load (local.get $rows)) (local.get $width)))
        (local.get $from) (local.get $width))
      (local.set $from (i32.add (local.get $from) (local.get $width)))
      (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
      (br_if $on (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  (func $move (param $out i32) (param $from i32) (param $left i32)
    (block $ones (loop $four
      (br_if $ones (i32.lt_u (local.get $left) (i32.const 16)))
      (v128.store (local.get $out) (v128.load (local.get $from)))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $left (i32.sub (local.get $left) (i32.const 16)))
      (br $four)))
    (block $done (loop $one
      (br_if $done (i32.eqz (local.get $left)))
      (f32.store (local.get $out) (f32.load (local.get $from)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $from (i32.add (local.get $from) (i32.const 4)))
      (local.set $left (i32.sub (local.get $left) (i32.const 4)))
      (br $one))))

  (func $move_onto (param $out i32) (param $from i32) (param $left i32)
    (block $ones (loop $four
      (br_if $ones (i32.lt_u (local.get $left) (i32.const 16)))
      (v128.store (local.get $out) (f32x4.add (v128.load (local.get $out)) (v128.load (local.get $from))))
      (local.set $out (i32.add (local.get $out) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $left (i32.sub (local.get $left) (i32.const 16)))
      (br $four)))
    (block $done (loop $one
      (br_if $done (i32.eqz (local.get $left)))
      (f32.store (local.get $out) (f32.add (f32.load (local.get $out)) (f32.load (local.get $from))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $from (i32.add (local.get $from) (i32.const 4)))
      (local.set $left (i32.sub (local.get $left) (i32.const 4)))
      (br $one))))

  ;; exp(y) is 2^n times exp(rest), n whole and the rest at most ln 2 / 2, the latter by its series up to its 7th power.
  ;; y is held between -87 and 88, beyond which float32 has no such numbers; what is not a number stays so.
  (func $exp_of (param $y v128) (result v128) (local $n v128) (local $e v128)
    (local.set $y (f32x4.max (f32x4.min (local.get $y) (v128.const f32x4 88 88 88 88)) (v128.const f32x4 -87 -87 -87 -87)))
    (local.set $n (f32x4.nearest (f32x4.mul (local.get $y) (v128.const f32x4 1.44269504 1.44269504 1.44269504 1.44269504))))
    ;; ln 2 in two parts, so that nothing is lost where n is large
    (local.set $y (f32x4.sub (local.get $y) (f32x4.mul (local.get $n) (v128.const f32x4 0.693145752 0.693145752 0.693145752 0.693145752))))
    (local.set $y (f32x4.sub (local.get $y) (f32x4.mul (local.get $n) (v128.const f32x4 1.42860677e-6 1.42860677e-6 1.42860677e-6 1.42860677e-6))))
    (local.set $e (v128.const f32x4 1.98412698e-4 1.98412698e-4 1.98412698e-4 1.98412698e-4))
    (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $y)) (v128.const f32x4 1.38888889e-3 1.38888889e-3 1.38888889e-3 1.38888889e-3)))
    (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $y)) (v128.const f32x4 8.33333333e-3 8.33333333e-3 8.33333333e-3 8.33333333e-3)))
    (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $y)) (v128.const f32x4 4.16666667e-2 4.16666667e-2 4.16666667e-2 4.16666667e-2)))
    (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $y)) (v128.const f32x4 0.166666667 0.166666667 0.166666667 0.166666667)))
    (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $y)) (v128.const f32x4 0.5 0.5 0.5 0.5)))
    (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $y)) (v128.const f32x4 1 1 1 1)))
    (local.set $e (f32x4.add (f32x4.mul (local.get $e) (local.get $y)) (v128.const f32x4 1 1 1 1)))
    (f32x4.mul (local.get $e) (i32x4.shl
      (i32x4.add (i32x4.trunc_sat_f32x4_s (local.get $n)) (v128.const i32x4 127 127 127 127)) (i32.const 23))))

  (func (export "exp") (param $out i32) (param $a i32) (param $bytes i32)
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (v128.store (i32.add (local.get $out) (local.get $bytes))
        (call $exp_of (v128.load (i32.add (local.get $a) (local.get $bytes)))))
      (br_if $on (local.get $bytes))))

  ;; tanh(x) = 1 - 2 / (exp(2x) + 1), or near 0, where that loses digits, x - x^3/3 + 2x^5/15 - 17x^7/315.
  (func (export "tanh") (param $out i32) (param $a i32) (param $bytes i32)
    (local $x v128) (local $y v128) (local $e v128) (local $s v128)
    (loop $on (local.set $bytes (i32.sub (local.get $bytes) (i32.const 16)))
      (local.set $x (v128.load (i32.add (local.get $a) (local.get $bytes))))
      (local.set $e (call $exp_of (f32x4.add (local.get $x) (local.get $x))))
      (local.set $e (f32x4.sub (v128.const f32x4 1 1 1 1) (f32x4.div (v128.const f32x4 2 2 2 2)
        (f32x4.add (local.get $e) (v128.const f32x4 1 1 1 1)))))
      (local.set $y (f32x4.mul (local.get $x) (local.get $x)))
      (local.set $s (f32x4.add (f32x4.mul (local.get $y) (v128.const f32x4 -0.053968254 -0.053968254 -0.053968254 -0.053968254)) (v128.const f32x4 0.133333333 0.133333333 0.133333333 0.133333333)))
      (local.set $s (f32x4.sub (f32x4.mul (local.get $s) (local.get $y)) (v128.const f32x4 0.333333333 0.333333333 0.333333333 0.333333333)))
      (local.set $s (f32x4.add (f32x4.mul (f32x4.mul (local.get $s) (local.get $y)) (local.get $x)) (local.get $x)))
      (v128.store (i32.add (local.get $out) (local.get $bytes)) (v128.bitselect (local.get $s) (local.get $e)
        (f32x4.lt (f32x4.abs (local.get $x)) (v128.const f32x4 0.15 0.15 0.15 0.15))))
      (br_if $on (local.get $bytes)))))
