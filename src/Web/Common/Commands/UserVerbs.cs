namespace Xtablo.Web.Common.Commands;

internal static class UserVerbs
{
    public static readonly Verb[] All = [];
}
