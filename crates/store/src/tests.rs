//! What only the inside can show: injected migrations, a full disk, errors by their codes.
