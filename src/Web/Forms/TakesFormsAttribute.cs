namespace Xtablo.Web.Forms;

/// <summary>Marks endpoints whose forms are read before they are reached; any other reads its body itself.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFormsAttribute : Attribute;
