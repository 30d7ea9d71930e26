using System.Globalization;
using System.Text;
using QRCoder;

namespace Xtablo.Web.Account;

/// <summary>
/// A QR code as the parts of an SVG. The page draws it itself: the SVGs of libraries contain styles that our content security
/// policy forbids.
/// </summary>
/// <param name="Size">The length of each side in modules, including the quiet zone.</param>
/// <param name="Path">The dark modules, one unit each.</param>
public sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix.Count; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new(code.ModuleMatrix.Count, path.ToString());
    }
}
