package io.portolan.format.body;

/** How a list is written in a form. */
public enum ArrayStyle {
    /** {@code a[0]=x&a[1]=y}, which Stripe and PHP read; the default. */
    INDEXED,
    /** {@code a[]=x&a[]=y}. */
    BRACKETS,
    /** {@code a=x&a=y}. */
    REPEAT
}
