//! Rows of ours as they travel in names and comments.

/// A number as Crockford's base32: short, without letters that are taken for others.
#[must_use]
pub fn crockford(number: i64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut rest = number.unsigned_abs();
    let mut text = Vec::new();
    loop {
        text.push(LETTERS[(rest % 32) as usize] as char);
        rest /= 32;
        if rest == 0 {
            break;
        }
    }
    text.iter().rev().collect()
}

/// The number that Crockford's base32 writes, in which O is 0 and I and L are 1; `None` for another text.
#[must_use]
pub fn of_crockford(text: &str) -> Option<i64> {
    const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    text.chars().try_fold(0_i64, |sum, letter| {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        };
        let digit = i64::try_from(LETTERS.find(letter)?).ok()?;
        sum.checked_mul(32)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_come_back_as_rows() {
        for id in [1, 31, 32, 4_611_686_018_427, 1 << 52] {
            assert_eq!(of_crockford(&crockford(id)), Some(id));
        }
        assert_eq!((of_crockford("4zk8"), of_crockford("4Z-")), (of_crockford("4ZK8"), None));
        assert_eq!(of_crockford("ZZZZZZZZZZZZZZZZ"), None);
    }
}
