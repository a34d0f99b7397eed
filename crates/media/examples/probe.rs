use media::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let frame: i64 = std::env::args().nth(2).unwrap().parse().unwrap();
    let path = std::path::Path::new(&path);
    let mut r = AudioReader::open(path).unwrap();
    println!("{r:?}");
    let mut all = vec![];
    while r.read(&mut all, 10007).unwrap() > 0 {}
    let c = r.channels() as usize;
    println!("straight {} skipped {}", all.len() / c, r.skipped());
    let mut r = AudioReader::open(path).unwrap();
    r.seek(frame).unwrap();
    let mut s = vec![];
    r.read(&mut s, 6000).unwrap();
    let w = &all[frame as usize * c..];
    let mut best = (0i64, f32::MAX);
    for lag in -3000i64..3000 {
        let mut e = 0.0;
        for i in (3000..4000).map(|i| i * c) {
            let j = i as i64 + lag * c as i64;
            if j < 0 {
                continue;
            }
            if let Some(v) = w.get(j as usize) {
                e += (v - s[i]).abs();
            }
        }
        if e < best.1 {
            best = (lag, e);
        }
    }
    println!("lag {best:?}");
    let max = w.iter().zip(&s).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    println!("max diff {max}; first {:?} {:?}", &w[..6], &s[..6]);
    println!("last unequal frame {:?}", w.iter().zip(&s).rposition(|(a, b)| a.to_bits() != b.to_bits()).map(|i| i / c));
}
