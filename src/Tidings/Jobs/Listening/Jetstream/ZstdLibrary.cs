using System.Runtime.InteropServices;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>The system's libzstd, where it is installed: the runtime has no zstd of its own.</summary>
static unsafe class ZstdLibrary
{
    static readonly string[] Names =
        ["libzstd.so.1", "libzstd.so", "libzstd.1.dylib", "libzstd.dylib", "libzstd.dll", "zstd.dll"];

    static ZstdLibrary()
    {
        foreach (var name in Names)
            if (NativeLibrary.TryLoad(name, out var library) && TryBind(library))
            {
                IsHere = true;
                return;
            }
    }

    /// <summary>True where the library was found; else nothing below may be called.</summary>
    public static bool IsHere { get; }

    /// <summary><c>ZSTD_createDCtx</c>: 0 where there is no memory.</summary>
    public static delegate* unmanaged<nint> CreateContext { get; private set; }

    public static delegate* unmanaged<nint, nuint> FreeContext { get; private set; }

    /// <summary><c>ZSTD_createDDict</c>: copies the bytes; 0 where they are no dictionary.</summary>
    public static delegate* unmanaged<byte*, nuint, nint> CreateDictionary { get; private set; }

    public static delegate* unmanaged<nint, nuint> FreeDictionary { get; private set; }

    /// <summary><c>ZSTD_getDictID_fromDDict</c>: 0 for bytes that are no dictionary with a number.</summary>
    public static delegate* unmanaged<nint, uint> IdOfDictionary { get; private set; }

    /// <summary><c>ZSTD_getDictID_fromFrame</c>: 0 where the frame names none, or is none.</summary>
    public static delegate* unmanaged<byte*, nuint, uint> IdOfFrame { get; private set; }

    /// <summary><c>ZSTD_getFrameContentSize</c>: 2^64-1 where it is not told, 2^64-2 where it is no frame.</summary>
    public static delegate* unmanaged<byte*, nuint, ulong> SizeOfFrame { get; private set; }

    /// <summary><c>ZSTD_decompress_usingDDict</c>: the length, or an error.</summary>
    public static delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nint, nuint> Decompress { get; private set; }

    public static delegate* unmanaged<nuint, uint> IsError { get; private set; }

    /// <summary>False for a library that is too old.</summary>
    static bool TryBind(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "ZSTD_createDCtx", out var createContext)
            || !NativeLibrary.TryGetExport(library, "ZSTD_freeDCtx", out var freeContext)
            || !NativeLibrary.TryGetExport(library, "ZSTD_createDDict", out var createDictionary)
            || !NativeLibrary.TryGetExport(library, "ZSTD_freeDDict", out var freeDictionary)
            || !NativeLibrary.TryGetExport(library, "ZSTD_getDictID_fromDDict", out var idOfDictionary)
            || !NativeLibrary.TryGetExport(library, "ZSTD_getDictID_fromFrame", out var idOfFrame)
            || !NativeLibrary.TryGetExport(library, "ZSTD_getFrameContentSize", out var sizeOfFrame)
            || !NativeLibrary.TryGetExport(library, "ZSTD_decompress_usingDDict", out var decompress)
            || !NativeLibrary.TryGetExport(library, "ZSTD_isError", out var isError))
            return false;
        CreateContext = (delegate* unmanaged<nint>)createContext;
        FreeContext = (delegate* unmanaged<nint, nuint>)freeContext;
        CreateDictionary = (delegate* unmanaged<byte*, nuint, nint>)createDictionary;
        FreeDictionary = (delegate* unmanaged<nint, nuint>)freeDictionary;
        IdOfDictionary = (delegate* unmanaged<nint, uint>)idOfDictionary;
        IdOfFrame = (delegate* unmanaged<byte*, nuint, uint>)idOfFrame;
        SizeOfFrame = (delegate* unmanaged<byte*, nuint, ulong>)sizeOfFrame;
        Decompress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nint, nuint>)decompress;
        IsError = (delegate* unmanaged<nuint, uint>)isError;
        return true;
    }
}
