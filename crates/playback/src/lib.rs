//! The renderer, the transport and the device.
