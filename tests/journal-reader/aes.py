"""AES-256-GCM and AES-256 key wrap with padding: by OpenSSL's own library, or by the package "cryptography" where there is none."""

import ctypes
import ctypes.util

SET_TAG = 0x11
WRAP_ALLOW = 0x1


def load():
    for name in (ctypes.util.find_library("crypto"), "libcrypto.so.3", "libcrypto.so.1.1"):
        try:
            library = ctypes.CDLL(name) if name else None
        except OSError:
            continue
        if library is not None and hasattr(library, "EVP_aes_256_wrap_pad"):
            for function in ("EVP_CIPHER_CTX_new", "EVP_aes_256_gcm", "EVP_aes_256_wrap_pad"):
                getattr(library, function).restype = ctypes.c_void_p
            return library
    return None


LIBRARY = load()


def decrypt(cipher, key, iv, sealed, associated=b"", tag=b"", flags=0):
    """Returns the opened bytes; None when they are not what was sealed."""
    context = ctypes.c_void_p(LIBRARY.EVP_CIPHER_CTX_new())
    try:
        LIBRARY.EVP_CIPHER_CTX_set_flags(context, flags)
        done = LIBRARY.EVP_DecryptInit_ex(context, ctypes.c_void_p(cipher()), None, key, iv or None)
        length = ctypes.c_int()
        plain = ctypes.create_string_buffer(len(sealed) + 16)
        if tag:
            done = done and LIBRARY.EVP_CIPHER_CTX_ctrl(context, SET_TAG, len(tag), tag)
            done = done and LIBRARY.EVP_DecryptUpdate(context, None, ctypes.byref(length), associated, len(associated))
        done = done and LIBRARY.EVP_DecryptUpdate(context, plain, ctypes.byref(length), sealed, len(sealed))
        total = length.value
        rest = ctypes.create_string_buffer(32)
        done = done and LIBRARY.EVP_DecryptFinal_ex(context, rest, ctypes.byref(length))
        return plain.raw[:total] + rest.raw[: length.value] if done == 1 else None
    finally:
        LIBRARY.EVP_CIPHER_CTX_free(context)


def open_gcm(key, nonce, sealed, tag, associated):
    if LIBRARY is not None:
        return decrypt(LIBRARY.EVP_aes_256_gcm, key, nonce, sealed, associated, tag)
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(nonce, sealed + tag, associated)
    except InvalidTag:
        return None


def unwrap_key(key, wrapped):
    if LIBRARY is not None:
        return decrypt(LIBRARY.EVP_aes_256_wrap_pad, key, b"", wrapped, flags=WRAP_ALLOW)
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap_with_padding

    try:
        return aes_key_unwrap_with_padding(key, wrapped)
    except InvalidUnwrap:
        return None
